"""A way to reach somebody ends with a reason, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from customers.somebody import ada
from piperoll.customers.change_customer import details_of
from piperoll.customers.end_address import NoReasonToEnd
from piperoll.customers.end_contact import ContactOver, NoSuchContact, end_contact
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

THEN = MONDAY + timedelta(days=2)


def test_it_is_used_no_more(manager: Actor) -> None:
    customer = ada(manager)
    number = customer.contacts.get().pk
    with pytest.raises(NoReasonToEnd):
        end_contact(contact=number, reason="", on=THEN, at=MORNING, by=manager)
    end_contact(contact=number, reason="It bounced", on=THEN, at=MORNING, by=manager)
    assert details_of(customer).email == ""
    with pytest.raises(ContactOver):
        end_contact(contact=number, reason="Again", on=THEN, at=MORNING, by=manager)
    with pytest.raises(NoSuchContact):
        end_contact(contact=404, reason="x", on=THEN, at=MORNING, by=manager)
