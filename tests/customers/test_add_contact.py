"""Several ways to reach somebody, the newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from customers.somebody import ada
from piperoll.customers.add_contact import ContactUnfit, NoSuchContactKind, SameContact, add_contact
from piperoll.customers.change_customer import change_customer, details_of
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

THEN = MONDAY + timedelta(days=2)


def test_both_stand_and_the_newest_is_used(manager: Actor) -> None:
    customer = ada(manager)
    add_contact(customer=customer.pk, kind="email", value=" ada@work.example ", on=THEN, at=MORNING, by=manager)
    assert details_of(customer).email == "ada@work.example"
    assert customer.contacts.filter(valid_to=None).count() == 2
    changed = replace(details_of(customer), email="a@b.example")
    change_customer(customer=customer.pk, details=changed, on=THEN + timedelta(days=1), at=MORNING, by=manager)
    standing = set(customer.contacts.filter(valid_to=None).values_list("value", flat=True))
    assert standing == {"ada@lovegrove.example", "a@b.example"}, "only the one shown is replaced"


def test_refusals(manager: Actor) -> None:
    customer = ada(manager)
    for facts, refusal in (
        ({"kind": "fax", "value": "1"}, NoSuchContactKind),
        ({"kind": "phone", "value": "ring me"}, ContactUnfit),
        ({"kind": "email", "value": "ADA@lovegrove.example"}, SameContact),
    ):
        with pytest.raises(refusal):
            add_contact(customer=customer.pk, on=THEN, at=MORNING, by=manager, **facts)
    with pytest.raises(NoSuchCustomer):
        add_contact(customer=404, kind="phone", value="01632 960 001", on=THEN, at=MORNING, by=manager)
