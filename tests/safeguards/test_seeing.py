"""A restricted record is seen only by those with leave, and every look is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.customers.add_member import add_member
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.safeguards.grant_view import grant_view
from piperoll.safeguards.models import View
from piperoll.safeguards.seeing import RecordRestricted, hidden_from, look, views
from safeguards.people import flag, somebody
from the_day import MONDAY, MORNING


@pytest.fixture
def ines(manager: Actor) -> Actor:
    return actor_of(User.objects.create(username="ines", name="Ines Okafor", role="officer"))


def test_without_leave_it_is_refused_and_written_down_and_with_it_shown_and_written_down(
    manager: Actor, ines: Actor
) -> None:
    key = somebody(manager, "Cllr Basil Mayor")
    customer = Customer.objects.get(pk=key)
    look(customer, place="/customers/", on=MONDAY, at=MORNING, by=ines)
    assert not View.objects.exists(), "nothing is restricted yet"
    flag(manager, key, "restricted")
    with pytest.raises(RecordRestricted):
        look(customer, place="/customers/", on=MONDAY, at=MORNING, by=ines)
    assert hidden_from([key], on=MONDAY, by=ines) == {key}
    until = MONDAY + timedelta(days=7)
    grant_view(customer=key, username="INES", reason="Her case", until=until, on=MONDAY, at=MORNING, by=manager)
    look(customer, place="/customers/", on=MONDAY, at=MORNING, by=ines)
    assert hidden_from([key], on=MONDAY, by=ines) == set()
    assert [(v.username, v.is_granted, v.reason) for v in views(most=9)] == [
        ("ines", True, "Her case"),
        ("ines", False, None),
    ]
    with pytest.raises(RecordRestricted):
        look(customer, place="/customers/", on=until + timedelta(days=1), at=MORNING, by=ines)


def test_the_joint_account_of_somebody_restricted_is_restricted_too(manager: Actor, ines: Actor) -> None:
    key, other = somebody(manager, "Cllr Basil Mayor"), somebody(manager, "Mrs Una Mayor", address="9 Quay")
    both = somebody(manager, "Cllr B and Mrs U Mayor", kind="joint", address="4 Quay")
    for member in (key, other):
        add_member(account=both, member=member, on=MONDAY, at=MORNING, by=manager)
    flag(manager, key, "restricted")
    joint = Customer.objects.get(pk=both)
    assert hidden_from([key, other, both], on=MONDAY, by=ines) == {key, both}
    with pytest.raises(RecordRestricted):
        look(joint, place="/", on=MONDAY, at=MORNING, by=ines)
    grant_view(customer=key, username="ines", reason="Her case", until=MONDAY, on=MONDAY, at=MORNING, by=manager)
    look(joint, place="/", on=MONDAY, at=MORNING, by=ines)
    assert not hidden_from([key, both], on=MONDAY, by=ines)
    flag(manager, other, "restricted")
    with pytest.raises(RecordRestricted):
        look(joint, place="/", on=MONDAY, at=MORNING, by=ines)
    assert hidden_from([key, other, both], on=MONDAY, by=ines) == {other, both}


def test_a_look_is_never_erased(manager: Actor, ines: Actor) -> None:
    key = somebody(manager)
    flag(manager, key, "restricted")
    with pytest.raises(RecordRestricted):
        look(Customer.objects.get(pk=key), place="/", on=MONDAY, at=MORNING, by=ines)
    with pytest.raises(ProgrammingError):
        View.objects.all().delete()
