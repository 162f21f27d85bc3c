"""Post or email, English or Welsh, large print: from a day on, and what was chosen before stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from customers.somebody import ada
from piperoll.customers.choose_delivery import ChosenAlready, NoEmailYet, NoSuchChoice, choose_delivery, delivery_of
from piperoll.customers.end_contact import end_contact
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

THEN = MONDAY + timedelta(days=2)


def choose(
    by: Actor, customer: Customer, channel: str = "email", language: str = "cy", format: str = "large_print"
) -> None:
    choose_delivery(customer=customer.pk, channel=channel, language=language, format=format, on=THEN, at=MORNING, by=by)


def test_it_holds_from_its_day_and_the_newest_wins(manager: Actor) -> None:
    customer = ada(manager)
    choose(manager, customer)
    choose(manager, customer, channel="post", format="braille")
    assert delivery_of(customer, MONDAY) == {"channel": "post", "language": "en", "format": "standard"}
    assert delivery_of(customer, THEN) == {"channel": "post", "language": "cy", "format": "braille"}
    assert customer.delivery_choices.count() == 2


def test_refusals(manager: Actor) -> None:
    customer = ada(manager)
    with pytest.raises(NoSuchChoice):
        choose(manager, customer, format="papyrus")
    with pytest.raises(ChosenAlready):
        choose(manager, customer, "post", "en", "standard")
    end_contact(contact=customer.contacts.get().pk, reason="x", on=MONDAY, at=MORNING, by=manager)
    with pytest.raises(NoEmailYet):
        choose(manager, customer)
