"""An address ends with a reason; the main one only by another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from customers.somebody import ada
from piperoll.customers.add_address import add_address
from piperoll.customers.end_address import AddressOver, NoReasonToEnd, NoSuchAddress, WhereElse, end_address
from piperoll.customers.models import Address
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

THEN = MONDAY + timedelta(days=5)


def test_it_holds_until_the_day_before(manager: Actor) -> None:
    number = add_address(
        customer=ada(manager).pk,
        purpose="temporary",
        address="Ward 5",
        postcode="AN9 9AA",
        on=MONDAY,
        at=MORNING,
        by=manager,
    ).address
    end_address(address=number, reason="Home again", on=THEN, at=MORNING, by=manager)
    assert Address.objects.get(pk=number).valid_to == THEN - timedelta(days=1)
    with pytest.raises(AddressOver):
        end_address(address=number, reason="Again", on=THEN, at=MORNING, by=manager)


def test_not_the_main_one_nor_without_a_reason_nor_none(manager: Actor) -> None:
    main = ada(manager).addresses.get().pk
    with pytest.raises(WhereElse):
        end_address(address=main, reason="Moved", on=THEN, at=MORNING, by=manager)
    with pytest.raises(NoReasonToEnd):
        end_address(address=main, reason=" ", on=THEN, at=MORNING, by=manager)
    with pytest.raises(NoSuchAddress):
        end_address(address=404, reason="x", on=THEN, at=MORNING, by=manager)
