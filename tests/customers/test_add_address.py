"""Several addresses, each for a purpose and between dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from customers.somebody import ada
from piperoll.customers.add_address import (
    AddressEndsEarly,
    AddressUnfit,
    MainHasNoEnd,
    NoSuchPurpose,
    SameAddress,
    add_address,
)
from piperoll.customers.change_customer import change_customer, details_of
from piperoll.customers.models import Customer
from piperoll.customers.queries import NoSuchCustomer, search
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

LATER = MONDAY + timedelta(days=7)


def add(by: Actor, customer: int, purpose: str = "billing", on: date = LATER, **facts: Any) -> int:
    told = {"address": "c/o Quill\n8 Chancery Close", "postcode": "an24cd"} | facts
    return add_address(customer=customer, purpose=purpose, on=on, at=MORNING, by=by, **told).address


def standing(customer: Customer) -> list[tuple[str, str, date, date | None]]:
    return list(customer.addresses.order_by("id").values_list("purpose", "postcode", "valid_from", "valid_to"))


def test_bills_may_go_elsewhere_and_the_main_address_stays(manager: Actor) -> None:
    customer = ada(manager)
    add(manager, customer.pk)
    assert standing(customer) == [("main", "AN1 2AB", MONDAY, None), ("billing", "AN2 4CD", LATER, None)]
    assert details_of(customer).postcode == "AN1 2AB"
    assert [row.postcode for row in search("lovegrove").customers] == ["AN1 2AB"]


def test_another_of_the_same_purpose_ends_the_one_before(manager: Actor) -> None:
    customer = ada(manager)
    add(manager, customer.pk)
    add(manager, customer.pk, on=LATER + timedelta(days=1), postcode="AN9 9AA")
    assert [row[3] for row in standing(customer)] == [None, LATER, None]


def test_changing_the_address_of_the_account_leaves_the_others(manager: Actor) -> None:
    from dataclasses import replace

    customer = ada(manager)
    add(manager, customer.pk, on=MONDAY)
    moved = replace(details_of(customer), address="1 New Street")
    change_customer(customer=customer.pk, details=moved, on=LATER, at=MORNING, by=manager)
    assert [row[0] for row in standing(customer) if row[3] is None] == ["billing", "main"]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"purpose": "castle"}, NoSuchPurpose),
        ({"address": " \n "}, AddressUnfit),
        ({"address": "x" * 500}, AddressUnfit),
        ({"postcode": "NOWHERE"}, AddressUnfit),
        ({"until": MONDAY}, AddressEndsEarly),
        ({"purpose": "main", "until": LATER}, MainHasNoEnd),
    ],
)
def test_what_makes_no_sense_is_refused(manager: Actor, facts: dict[str, Any], refusal: type) -> None:
    customer = ada(manager)
    with pytest.raises(refusal):
        add(manager, customer.pk, **facts)
    assert len(standing(customer)) == 1


def test_the_same_twice_and_nobody(manager: Actor) -> None:
    customer = ada(manager)
    add(manager, customer.pk)
    with pytest.raises(SameAddress):
        add(manager, customer.pk)
    with pytest.raises(NoSuchCustomer):
        add(manager, 404)
