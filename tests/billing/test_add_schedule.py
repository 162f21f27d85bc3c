"""A schedule is asked for whole, or refused in a sentence."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from billing.scheduling import schedule
from piperoll.billing.add_schedule import BadSchedule, ScheduleThere
from piperoll.billing.fees import NoSuchFee
from piperoll.billing.set_fee import WrongIncome, WrongVat
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from the_day import ask


def test_it_stands_with_its_first_terms(manager: Actor) -> None:
    number = schedule(manager)
    (terms,) = ask(
        "SELECT quantity, unit_price_pounds, valid_from FROM billing_scheduleterms WHERE schedule_id = %(n)s", n=number
    )
    assert (terms.quantity, terms.unit_price_pounds, str(terms.valid_from)) == (1, 310, "2026-10-01")


def test_one_reference_is_one_schedule(manager: Actor) -> None:
    number = schedule(manager)
    with pytest.raises(ScheduleThere, match=f"number {number}"):
        schedule(manager)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"service": "ZOO"}, NoSuchService),
        ({"customer": "C000000199"}, NoSuchCustomer),
        ({"frequency": "daily"}, BadSchedule),
        ({"unit_price_pounds": None}, BadSchedule),
        ({"unit_price_pounds": Decimal("-1")}, BadSchedule),
        ({"unit_price_pounds": Decimal("NaN")}, BadSchedule),
        ({"quantity": Decimal(0)}, BadSchedule),
        ({"lead_days": 400}, BadSchedule),
        ({"anchor_on": date(2027, 1, 1)}, BadSchedule),
        ({"reference": " "}, BadSchedule),
        ({"description": "x" * 10_000}, BadSchedule),
        ({"income_code": "LIC01"}, WrongIncome),
        ({"vat_code": "S"}, WrongVat),
        ({"fee_code": "NONE"}, NoSuchFee),
    ],
)
def test_what_will_not_do(manager: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        schedule(manager, **wrong)
    assert ask("SELECT count(*) AS many FROM billing_schedule")[0].many == 0
