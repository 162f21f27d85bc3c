"""A joint account and those liable for it."""

from __future__ import annotations

import pytest

from customers.somebody import ada
from piperoll.customers.add_member import JointInJoint, MemberAlready, NotJoint, add_member
from piperoll.customers.models import JointMember
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.safeguards.routing import route
from the_day import MONDAY, MORNING


def test_each_member_is_liable_and_reached(manager: Actor) -> None:
    one, two, both = ada(manager), ada(manager, "Mr Bo Lovegrove"), ada(manager, "The Lovegroves", "joint")
    for member in (one, two):
        add_member(account=both.pk, member=member.pk, on=MONDAY, at=MORNING, by=manager)
    assert [r.name for r in route([both.pk], "send_invoice", MONDAY)] == ["Ms Ada Lovegrove", "Mr Bo Lovegrove"]
    with pytest.raises(MemberAlready):
        add_member(account=both.pk, member=one.pk, on=MONDAY, at=MORNING, by=manager)
    assert JointMember.objects.count() == 2


def test_refusals(manager: Actor) -> None:
    one, two, both = ada(manager), ada(manager, "Mr Bo Lovegrove"), ada(manager, "The Lovegroves", "joint")
    for account, member, refusal in (
        (one.pk, two.pk, NotJoint), (both.pk, both.pk, JointInJoint), (both.pk, 404, NoSuchCustomer),
    ):  # fmt: skip
        with pytest.raises(refusal):
            add_member(account=account, member=member, on=MONDAY, at=MORNING, by=manager)
