"""What should have been billed long ago waits until somebody agreed with the customer how they will pay."""

from datetime import date
from typing import Any

import pytest

from billing.scheduling import billed, lines, schedule
from piperoll.billing.approve_late_billing import NothingLate, approve_late_billing
from piperoll.billing.schedules import WhyNeeded
from piperoll.foundations.actors import Actor, NotPermitted
from the_day import MONDAY, MORNING, ask, set_up_anytown

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING, "reason": "Plan of 20 months offered, letter of 20 November"}


def test_twenty_months_in_one_bill_wait_for_approval(manager: Actor) -> None:
    """Cornwall, 23 003 341: the last three months are billed; the seventeen before are held back until they are agreed."""
    number = schedule(manager, starts_on=date(2025, 4, 1))
    done = billed(manager)
    assert (done.lines_billed, done.held_late, done.lines_rejected) == (3, 17, 17)
    assert "offer a plan" in ask("SELECT reason FROM runs_runrejection LIMIT 1")[0].reason
    assert approve_late_billing(schedule=number, due_to=date(2026, 8, 1), by=manager, **WHEN).periods == 17
    assert billed(manager).lines_billed == 17
    assert len(lines()) == 20


def test_only_what_is_late_and_only_with_a_reason(manager: Actor) -> None:
    number = schedule(manager)
    with pytest.raises(NothingLate):
        approve_late_billing(schedule=number, due_to=date(2026, 9, 1), by=manager, **WHEN)
    with pytest.raises(WhyNeeded):
        approve_late_billing(schedule=number, due_to=MONDAY, by=manager, **{**WHEN, "reason": ""})


def test_an_officer_may_not(books: object) -> None:
    with pytest.raises(NotPermitted):
        approve_late_billing(schedule=1, due_to=MONDAY, by=set_up_anytown("officer"), **WHEN)
