"""A schedule has a last day, said once, and what was billed beyond it is told."""

from datetime import date
from typing import Any

import pytest

from billing.scheduling import billed, schedule
from piperoll.billing.bill_schedules import NothingDue
from piperoll.billing.end_schedule import EndsAlready, EndsBeforeItStarts, end_schedule
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING, "reason": "Sold"}


def test_it_bills_no_more_and_says_what_to_credit(manager: Actor) -> None:
    number = schedule(manager)
    billed(manager)
    done = end_schedule(schedule=number, ends_on=date(2026, 11, 20), by=manager, **WHEN)
    assert str(done.billed_beyond) == "2026-11-30"
    with pytest.raises(NothingDue):
        billed(manager, on=date(2027, 3, 1))


def test_it_ends_once(manager: Actor) -> None:
    number = schedule(manager)
    assert end_schedule(schedule=number, ends_on=date(2027, 1, 1), by=manager, **WHEN).billed_beyond is None
    with pytest.raises(EndsAlready):
        end_schedule(schedule=number, ends_on=date(2027, 2, 1), by=manager, **WHEN)


def test_not_before_it_starts(manager: Actor) -> None:
    with pytest.raises(EndsBeforeItStarts):
        end_schedule(schedule=schedule(manager), ends_on=date(2026, 9, 30), by=manager, **WHEN)
