"""Other terms begin on a day; nothing billed before changes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from billing.scheduling import billed, schedule
from piperoll.billing.add_schedule import BadSchedule
from piperoll.billing.change_schedule import AlreadyAgreed, BilledAlready, ScheduleOver, change_schedule
from piperoll.billing.end_schedule import end_schedule
from piperoll.billing.schedules import NoSuchSchedule, WhyNeeded
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING, "reason": "Rent review"}
DECEMBER = date(2026, 12, 1)


def test_an_uplift_is_to_the_penny(manager: Actor) -> None:
    number = schedule(manager, unit_price_pounds=Decimal("33.33"))
    done = change_schedule(schedule=number, valid_from=DECEMBER, uplift_percent=Decimal("3.8"), by=manager, **WHEN)
    assert done.unit_price_pounds == Decimal("34.60")


def test_what_was_billed_stays_as_it_was(manager: Actor) -> None:
    number = schedule(manager)
    billed(manager)
    with pytest.raises(BilledAlready, match="30 November 2026"):
        change_schedule(schedule=number, valid_from=date(2026, 11, 30), quantity=Decimal(2), by=manager, **WHEN)
    assert change_schedule(schedule=number, valid_from=DECEMBER, quantity=Decimal(2), by=manager, **WHEN).quantity == 2


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({}, BadSchedule),
        ({"unit_price_pounds": Decimal(-1)}, BadSchedule),
        ({"uplift_percent": Decimal(500)}, BadSchedule),
        ({"uplift_percent": Decimal(1), "unit_price_pounds": Decimal(1)}, BadSchedule),
        ({"quantity": Decimal(0)}, BadSchedule),
        ({"quantity": Decimal(2), "reason": " "}, WhyNeeded),
        ({"quantity": Decimal(2), "valid_from": date(2026, 10, 1)}, AlreadyAgreed),
        ({"quantity": Decimal(2), "schedule": 99}, NoSuchSchedule),
    ],
)
def test_what_will_not_do(manager: Actor, told: dict[str, Any], refusal: type[Exception]) -> None:
    number = schedule(manager)
    with pytest.raises(refusal):
        change_schedule(**{"schedule": number, "valid_from": DECEMBER, "by": manager, **WHEN, **told})


def test_nothing_begins_after_its_end(manager: Actor) -> None:
    number = schedule(manager)
    end_schedule(schedule=number, ends_on=date(2026, 11, 30), by=manager, **WHEN)
    with pytest.raises(ScheduleOver):
        change_schedule(schedule=number, valid_from=DECEMBER, quantity=Decimal(2), by=manager, **WHEN)
