"""choose_refunds: choose the approved refunds that may be paid on a day; whatever waits is listed with its reason.

Nothing is paid yet: the run waits for somebody else to look at its report and release it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs.finding import service_user
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.bacs_days import cycle_from, cycle_to
from piperoll.foundations.refusals import Refused
from piperoll.refunds.checking import checks_of_refunds
from piperoll.refunds.models import ChosenRefund, LiveRefund, Refund, RefundExclusion, RefundRun, RefundVerdict
from piperoll.refunds.request_refund import NotAMethod
from piperoll.refunds.rules import CHECKS_NOT_FINISHED, METHODS, stopped, waiting
from piperoll.refunds.taking_back import one_at_a_time
from piperoll.runs import running

sql = beside(__file__)


class BanksAreClosed(Refused):
    """Banks do not work on {pay_on:%A %-d %B %Y}: pay on {next:%A %-d %B %Y} instead."""


class TooSoonToPay(Refused):
    """A file made on {on:%-d %B %Y} pays on {earliest:%-d %B %Y} at the earliest: it goes in, is processed the next
    working day, and pays the day after."""


class DayIsPast(Refused):
    """Cheques are dated today at the earliest, and cards paid back today, not on {pay_on:%-d %B %Y}."""


class RunWaits(Refused):
    """Refund run {refund_run} waits to be released. Release or discard it first; nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class RefundsChosen:
    """What a refund run holds: so many refunds and pence, how many were left out, by when its file must go in."""

    run: int
    refund_run: int | None
    refunds: int
    pence: int
    excluded: int
    pay_on: date
    input_by: date


def choose_refunds(*, pay_on: date, method: str = "bacs", on: date, at: datetime, by: Actor) -> RefundsChosen:
    """Choose what is paid back on a day, by Bacs, to cards or by cheque.

    Raises NotAMethod, NoServiceUser, BanksAreClosed, TooSoonToPay, DayIsPast, RunWaits.
    """
    by.must("choose_refunds")
    if method not in METHODS:
        raise NotAMethod(method=method[:40], known=" or ".join(METHODS))
    input_by, processing_on = _days(pay_on, method, on)
    with running.act("choose_refunds", on=on, at=at, by=by, pay_on=pay_on.isoformat(), method=method) as run:
        one_at_a_time()
        _must_be_fresh(method)
        candidates = list(
            Refund.objects.filter(method=method, end=None, live=None).select_related("request", "payee").order_by("id")
        )
        left_out = why_not(candidates, on)
        fit = [one for one in candidates if one.pk not in left_out]
        chosen = None
        if candidates:
            chosen = RefundRun.objects.create(
                method=method, pay_on=pay_on, input_by=input_by, processing_on=processing_on,
                chosen_by_id=by.user_id, chosen_at=at, run_id=run.id,
            )  # fmt: skip
            _keep(chosen, fit, left_out, run.id)
        pence = sum(one.amount_pence for one in fit)
        run.finish(refunds=len(fit), pence=pence, excluded=len(left_out))
    return RefundsChosen(run.id, chosen.pk if chosen else None, len(fit), pence, len(left_out), pay_on, input_by)


def why_not(refunds: Sequence[Refund], on: date) -> dict[int, tuple[str, str, date | None]]:
    """Refund → the kind of reason for which it is not paid yet, the sentence, and until when."""
    concerned = {row.request_id for row in sql.concerned(requests=[one.request_id for one in refunds])}
    found: dict[int, tuple[str, str, date | None]] = {}
    for one, checks in zip(refunds, checks_of_refunds(refunds, on), strict=True):
        if one.request_id in concerned or stopped(checks):
            found[one.pk] = ("checks", CHECKS_NOT_FINISHED, None)
        elif waits := waiting(checks):
            last = max(waits, key=lambda check: check.until or on)
            found[one.pk] = (last.name, last.words, last.until)
    return found


def _days(pay_on: date, method: str, on: date) -> tuple[date, date]:
    """By when the file must be in, and when it is processed; a cheque needs neither, a card not even a working day."""
    if method != "bacs" and pay_on < on:
        raise DayIsPast(pay_on=pay_on)
    if method == "card":
        return pay_on, pay_on
    holidays = set(Holiday.objects.values_list("on", flat=True))
    cycle = cycle_to(pay_on, holidays)
    if cycle.entry_on != pay_on:
        raise BanksAreClosed(pay_on=pay_on, next=cycle.entry_on)
    if method == "cheque":
        return pay_on, pay_on
    service_user()
    if cycle.input_on < on:
        raise TooSoonToPay(on=on, earliest=cycle_from(on, holidays).entry_on)
    return cycle.input_on, cycle.processing_on


def _must_be_fresh(method: str) -> None:
    decided = RefundVerdict.objects.values("refund_run")
    if found := RefundRun.objects.filter(method=method).exclude(pk__in=decided).first():
        raise RunWaits(refund_run=found.pk)


def _keep(
    refund_run: RefundRun, fit: Sequence[Refund], left_out: dict[int, tuple[str, str, date | None]], run: int
) -> None:
    LiveRefund.objects.bulk_create(LiveRefund(refund=one, refund_run=refund_run) for one in fit)
    ChosenRefund.objects.bulk_create(ChosenRefund(refund_run=refund_run, refund=one, run_id=run) for one in fit)
    RefundExclusion.objects.bulk_create(
        RefundExclusion(refund_run=refund_run, refund_id=refund, why=why, reason=reason, until=until, run_id=run)
        for refund, (why, reason, until) in left_out.items()
    )
