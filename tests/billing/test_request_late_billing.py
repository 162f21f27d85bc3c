"""What should have been billed long ago waits until somebody else agrees how the customer will pay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from billing.scheduling import billed, lines, schedule
from commands.terminal import typed
from crediting import somebody, take_in_sample_limits
from piperoll.authority.answer_request import answer_request
from piperoll.authority.decide_request import OwnRequest, decide_request
from piperoll.authority.limits import NoLimitCovers
from piperoll.authority.models import Request, RequestState
from piperoll.billing.models import LateApproval
from piperoll.billing.preview_schedules import preview_schedules
from piperoll.billing.request_customer import AskedBefore
from piperoll.billing.request_late_billing import NothingLate, request_late_billing
from piperoll.billing.schedules import WhyNeeded
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, ask

NOW: dict[str, Any] = {"on": MONDAY, "at": MORNING}
PLAN = "Plan of 20 months offered, letter of 20 November"
LONG_AGO = date(2025, 4, 1)


def test_twenty_months_in_one_bill_are_held_and_the_run_asks(manager: Actor) -> None:
    """Cornwall, 23 003 341: the last three months are billed; the seventeen before wait until somebody else agrees."""
    take_in_sample_limits()
    schedule(manager, starts_on=LONG_AGO)
    done = billed(manager)
    assert (done.lines_billed, done.held_late, done.lines_rejected) == (3, 17, 17)
    assert "offer a plan" in ask("SELECT reason FROM runs_runrejection LIMIT 1")[0].reason
    (asked,) = Request.objects.all()
    assert (asked.act, asked.reason, asked.asked_by_id) == ("late_billing", "held_back", manager.user_id)
    with pytest.raises(OwnRequest):
        decide_request(request=asked.pk, decision="approve", by=manager, **NOW)
    boss = somebody("ar_manager")
    decide_request(request=asked.pk, decision="return", reason="What was agreed?", by=boss, **NOW)
    answer_request(request=asked.pk, answer=PLAN, by=manager, **NOW)
    decide_request(request=asked.pk, decision="approve", by=boss, **NOW)
    assert LateApproval.objects.get().reason == PLAN
    assert billed(manager).lines_billed == 17
    assert len(lines()) == 20
    assert check_books().agrees


def test_a_run_asks_once_and_not_again_when_it_was_refused(manager: Actor) -> None:
    take_in_sample_limits()
    schedule(manager, starts_on=LONG_AGO)
    preview_schedules(by=manager, **NOW)
    billed(manager)
    (asked,) = Request.objects.all()
    decide_request(request=asked.pk, decision="refuse", reason="Ask them first", by=somebody("ar_manager"), **NOW)
    billed(manager)
    assert Request.objects.count() == 1


def test_somebody_asks_in_their_own_words_and_nobody_twice(manager: Actor) -> None:
    take_in_sample_limits()
    number = schedule(manager, starts_on=LONG_AGO)
    billed(manager)
    (by_run,) = Request.objects.all()
    told = {"schedule": number, "due_to": date(2026, 8, 1), "reason": PLAN, **NOW}
    asked = request_late_billing(**told, by=manager)
    assert (asked.state, asked.periods) == ("waiting", 17)
    assert RequestState.objects.get(pk=by_run.pk).state == "withdrawn"
    assert Request.objects.get(pk=asked.request).amount_pence > 0
    with pytest.raises(AskedBefore):
        request_late_billing(**told, by=somebody("officer"))
    decided = decide_request(request=asked.request, decision="approve", by=somebody("ar_manager"), **NOW)
    assert (
        decided.done == f"Schedule {number} may bill what was due up to 1 August 2026: it goes with the next bill run."
    )


def test_without_limits_the_run_only_says_so_and_nobody_can_ask(manager: Actor) -> None:
    number = schedule(manager, starts_on=LONG_AGO)
    assert billed(manager).held_late == 17
    assert Request.objects.count() == 0
    with pytest.raises(NoLimitCovers, match="No limit says who may decide a late billing of"):
        request_late_billing(schedule=number, due_to=date(2026, 8, 1), reason=PLAN, by=manager, **NOW)


def test_only_what_is_late_and_only_with_a_reason(manager: Actor) -> None:
    number = schedule(manager)
    with pytest.raises(NothingLate):
        request_late_billing(schedule=number, due_to=date(2026, 9, 1), reason=PLAN, by=manager, **NOW)
    with pytest.raises(WhyNeeded):
        request_late_billing(schedule=number, due_to=MONDAY, reason="", by=manager, **NOW)


def test_a_collections_officer_may_not_and_an_officer_may_by_command(manager: Actor) -> None:
    take_in_sample_limits()
    number = schedule(manager, starts_on=LONG_AGO)
    with pytest.raises(NotPermitted):
        request_late_billing(schedule=number, due_to=MONDAY, reason=PLAN, by=somebody("collections"), **NOW)
    answer = typed(
        "request-late-billing", number, "2026-08-01", "--reason", PLAN, "--on", MONDAY, by=somebody("officer")
    )
    assert "waits for somebody else to decide: 17 periods due up to 1 August 2026" in answer.text
