"""collect: choose what is due, noticed and allowed for one day; whatever is left out is listed with its reason.

Nothing is asked of a bank yet: the run waits for somebody else to look at its report and release it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.bacs.finding import service_user
from piperoll.bacs.models import CollectionRun, Verdict
from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.direct_debit import noticing
from piperoll.direct_debit.moving import move
from piperoll.formats.standard18_check import FURTHEST_AHEAD
from piperoll.foundations.actors import Actor
from piperoll.foundations.bacs_days import Cycle, cycle_from, cycle_to
from piperoll.foundations.calendar import working_days_before
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)


class NotAWorkingDay(Refused):
    """Banks do not work on {collect_on:%A %-d %B %Y}: collect on {next:%A %-d %B %Y} instead. A collection is never
    taken sooner than its payer was told."""


class TooSoonToCollect(Refused):
    """A file made on {on:%-d %B %Y} moves money on {earliest:%-d %B %Y} at the earliest: it goes in, is processed the
    next working day, and debits payers the day after."""


class TooFarAhead(Refused):
    """Bacs takes files up to {days} days before they are processed, so {collect_on:%-d %B %Y} is too far ahead."""


class ChosenAlready(Refused):
    """Collection run {collection_run} for {collect_on:%-d %B %Y} waits to be released. Release or discard it first;
    nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Chosen:
    """What a collection run holds: so many collections and pence, how many were left out, and by when it must go in.

    `accepted` mandates became active because their banks had not refused them in time.
    """

    run: int
    collection_run: int | None
    collections: int
    pence: int
    excluded: int
    accepted: int
    collect_on: date
    input_by: date


def collect(*, collect_on: date, on: date, at: datetime, by: Actor) -> Chosen:
    """Choose what is collected on a day. Mandates whose final collection stands are over, and their payers told.

    Raises NoServiceUser, NotAWorkingDay, TooSoonToCollect, TooFarAhead, ChosenAlready.
    """
    by.must("collect")
    service_user()
    holidays = set(Holiday.objects.values_list("on", flat=True))
    cycle = _cycle(collect_on, on, holidays)
    with running.act("collect", on=on, at=at, by=by, collect_on=collect_on.isoformat()) as run:
        sql.one_at_a_time()
        _must_be_fresh(collect_on)
        accepted = _accept_unanswered(run, on, holidays)
        _end_finished(run, on, holidays)
        sql.let_go(on=on)
        sql.lay_out(
            day=collect_on,
            on=on,
            not_before=collect_on - timedelta(days=int(figure("presenting_again_days", on))),
        )
        sql.lay_out_fixed(on=on)
        sql.judge(
            day=collect_on, on=on, item_pence=int(figure("direct_debit_item_pounds", on)) * 100,
            earliest=working_days_before(collect_on, int(figure("late_collection_days", on)), holidays),
        )  # fmt: skip
        sql.mark_final(on=on)
        counts = sql.counts()[0]
        chosen = None
        if counts.collections or counts.excluded:
            chosen = CollectionRun.objects.create(
                collect_on=collect_on, input_by=cycle.input_on, processing_on=cycle.processing_on,
                chosen_by_id=by.user_id, chosen_at=at, run_id=run.id,
            ).pk  # fmt: skip
            sql.add(collection_run=chosen, run=run.id, day=collect_on)
        run.finish(collections=counts.collections, pence=counts.pence, excluded=counts.excluded, accepted=accepted)
    return Chosen(
        run.id, chosen, counts.collections, counts.pence, counts.excluded, accepted, collect_on, cycle.input_on
    )


def earliest(on: date) -> date:
    """The soonest day on which a file made on a day debits payers."""
    return cycle_from(on, set(Holiday.objects.values_list("on", flat=True))).entry_on


def _cycle(collect_on: date, on: date, holidays: set[date]) -> Cycle:
    cycle = cycle_to(collect_on, holidays)
    if cycle.entry_on != collect_on:
        raise NotAWorkingDay(collect_on=collect_on, next=cycle.entry_on)
    if cycle.input_on < on:
        raise TooSoonToCollect(on=on, earliest=cycle_from(on, holidays).entry_on)
    if cycle.processing_on > on + FURTHEST_AHEAD:
        raise TooFarAhead(days=FURTHEST_AHEAD.days, collect_on=collect_on)
    return cycle


def _must_be_fresh(collect_on: date) -> None:
    waiting = CollectionRun.objects.filter(collect_on=collect_on).exclude(
        pk__in=Verdict.objects.values("collection_run")
    )
    if found := waiting.first():
        raise ChosenAlready(collection_run=found.pk, collect_on=collect_on)


def _accept_unanswered(run: running.RunInHand, on: date, holidays: set[date]) -> int:
    """Banks say only no: an instruction not refused within their days is in force."""
    answered_by = working_days_before(on, int(figure("bank_answer_days", on)), holidays)
    mandates = [row.mandate_id for row in sql.unanswered(answered_by=answered_by)]
    reasons = ["The payer’s bank did not refuse the instruction in its days"] * len(mandates)
    return len(move(mandates, "accept", "lodging", run=run.id, on=on, at=run.at, reasons=reasons))


def _end_finished(run: running.RunInHand, on: date, holidays: set[date]) -> None:
    """A mandate ends with its final collection (19), once that can come back no more: its bank may have let it go."""
    safe_since = working_days_before(on, int(figure("provisional_days", on)), holidays)
    mandates = [row.mandate_id for row in sql.finished(safe_since=safe_since)]
    reasons = ["Its last collection was made"] * len(mandates)
    ended = move(mandates, "cancel", "active", run=run.id, on=on, at=run.at, reasons=reasons)
    if ended and noticing.has_words("cancelled", on):
        noticing.write_many("cancelled", dict.fromkeys(ended, ""), run=run.id, on=on, at=run.at)
