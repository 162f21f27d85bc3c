"""Going further back than the limit needs a reason, and somebody else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from billing.caring import assessed, billed, delivered, person, week
from commands.terminal import typed
from crediting import somebody, take_in_sample_limits
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import Request, RequestState
from piperoll.billing.assess_care import BadAssessment, NotAMonday
from piperoll.billing.request_backdating import NothingHeldBack, request_backdating
from piperoll.billing.schedules import WhyNeeded
from piperoll.foundations.actors import Actor, NotPermitted
from the_day import MONDAY, MORNING, ask

FIRST = date(2026, 4, 27)
NOW: dict[str, Any] = {"on": MONDAY, "at": MORNING}
TOLD: dict[str, Any] = {"weeks_from": FIRST, "weeks_to": date(2026, 5, 31), "reason": "Plan agreed", **NOW}


@pytest.fixture
def seven_months(manager: Actor, tmp_path: Path) -> Actor:
    """Care since April, assessed today."""
    take_in_sample_limits()
    for place in range(30):
        monday = FIRST + timedelta(weeks=place)
        delivered(tmp_path, manager, week(manager, monday), on=monday + timedelta(days=7), name=f"{place}.csv")
    assessed(manager, on=MONDAY, valid_from=FIRST)
    return manager


def test_the_run_asks_for_what_it_holds_back_and_it_goes_when_somebody_else_agrees(seven_months: Actor) -> None:
    done = billed(seven_months)
    assert (done.lines_billed, done.held) == (5, 25)
    (asked,) = Request.objects.all()
    assert (asked.act, asked.subject, asked.amount_pence) == (
        "care_backdating", f"Care of {person(seven_months)}", 25 * 87_50,
    )  # fmt: skip
    billed(seven_months, on=MONDAY + timedelta(days=1))
    assert Request.objects.count() == 1
    decide_request(request=asked.pk, decision="approve", by=somebody("ar_manager"), **NOW)
    assert billed(seven_months).lines_billed == 25


def test_somebody_asks_for_some_of_the_weeks_and_says_what_was_agreed(seven_months: Actor) -> None:
    asked = request_backdating(customer=person(seven_months), by=seven_months, **TOLD)
    assert (asked.state, asked.pence) == ("waiting", 5 * 87_50)
    decide_request(request=asked.request, decision="approve", by=somebody("ar_manager"), **NOW)
    assert ask("SELECT reason FROM billing_careapproval")[0].reason == "Plan agreed"
    assert billed(seven_months).lines_billed == 10
    assert RequestState.objects.filter(state="waiting").count() == 1


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"reason": " "}, WhyNeeded),
        ({"weeks_from": date(2026, 4, 28)}, NotAMonday),
        ({"weeks_to": date(2026, 4, 1)}, BadAssessment),
        ({}, NothingHeldBack),
    ],
)
def test_what_will_not_do(manager: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        request_backdating(customer=person(manager), by=manager, **TOLD | wrong)
    assert ask("SELECT count(*) AS many FROM billing_careapproval")[0].many == 0


def test_an_officer_asks_by_command_and_a_collections_officer_may_not(seven_months: Actor) -> None:
    who = person(seven_months)
    line = ("request-backdating", who, FIRST, "2026-05-31", "--reason", "Plan agreed", "--on", MONDAY)
    assert "waits for somebody else to decide" in typed(*line, by=somebody("officer")).text
    with pytest.raises(NotPermitted):
        request_backdating(customer=who, by=somebody("collections"), **TOLD)
