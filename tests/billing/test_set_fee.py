"""A fee holds from a day; another begins and the one before ends the day before."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from piperoll.billing.fees import NoSuchFee, fee_on, history
from piperoll.billing.set_fee import BadFeeCode, BadPrice, FeeUnnamed, WrongIncome, WrongVat, set_fee
from piperoll.council.dating import BeginsTooEarly, NoAuthority
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.foundations.actors import Actor, NotPermitted
from the_day import MONDAY, MORNING, set_up_anytown

FEE: dict[str, Any] = {
    "service": "TRADE", "code": "bin-1100", "name": "Wheeled bin", "unit": "lift", "price_pounds": Decimal("24.60"),
    "vat_code": "N", "income_code": "TW01", "valid_from": MONDAY, "authority": "Fees 2026/27", "on": MONDAY, "at": MORNING,
}  # fmt: skip
APRIL = date(2027, 4, 1)


def test_another_price_begins_and_the_first_ends_the_day_before(manager: Actor) -> None:
    set_fee(**FEE, by=manager)
    set_fee(**FEE | {"price_pounds": Decimal("26.00"), "valid_from": APRIL}, by=manager)
    assert fee_on(date(2027, 3, 31), service="TRADE", code="BIN-1100").price_pounds == Decimal("24.60")
    assert fee_on(APRIL, service="TRADE", code="BIN-1100").price_pounds == Decimal("26.00")
    assert len(history("TRADE", "BIN-1100")) == 2


def test_a_concession_is_a_fee_of_its_own(manager: Actor) -> None:
    set_fee(**FEE, by=manager)
    set_fee(**FEE | {"concession": "charity", "price_pounds": Decimal("12.30")}, by=manager)
    assert fee_on(MONDAY, service="TRADE", code="BIN-1100", concession="CHARITY").price_pounds == Decimal("12.30")
    assert fee_on(MONDAY, service="TRADE", code="BIN-1100").price_pounds == Decimal("24.60")


def test_a_day_without_a_price_is_an_error_never_the_latest(manager: Actor) -> None:
    set_fee(**FEE, by=manager)
    with pytest.raises(NoSuchFee):
        fee_on(date(2026, 11, 22), service="TRADE", code="BIN-1100")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"service": "ZOO"}, NoSuchService),
        ({"code": "a b"}, BadFeeCode),
        ({"concession": "under 18"}, BadFeeCode),
        ({"name": " "}, FeeUnnamed),
        ({"unit": ""}, FeeUnnamed),
        ({"price_pounds": Decimal("-1")}, BadPrice),
        ({"price_pounds": Decimal("0.00001")}, BadPrice),
        ({"price_pounds": Decimal("NaN")}, BadPrice),
        ({"income_code": "LIC01"}, WrongIncome),
        ({"vat_code": "S"}, WrongVat),
        ({"vat_code": "Q", "income_code": "TW02"}, WrongVat),
        ({"authority": " "}, NoAuthority),
    ],
)
def test_what_will_not_do(manager: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        set_fee(**FEE | wrong, by=manager)


def test_what_was_billed_keeps_its_price(manager: Actor) -> None:
    set_fee(**FEE, by=manager)
    with pytest.raises(BeginsTooEarly):
        set_fee(**FEE | {"price_pounds": Decimal(1)}, by=manager)


def test_an_assistant_may_not(books: object) -> None:
    with pytest.raises(NotPermitted):
        set_fee(**FEE, by=set_up_anytown("assistant"))
