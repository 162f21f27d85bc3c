"""prepare_letters: invoices, statements, credit notes, or texts about bills, become documents: one for each recipient,
split by channel.

Some thousand sources at a time, each time a transaction of its own: what stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from piperoll.database.statements import beside
from piperoll.dispatch.kinds import acts
from piperoll.dispatch.rules import TO_MANY
from piperoll.documents.models import LetterTemplate
from piperoll.documents.template_queries import must_be_a_stage
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)
SOURCES = {
    "invoice": sql.invoice_sources,
    "statement": sql.statement_sources,
    "credit_note": sql.credit_note_sources,
    "bill_text": sql.invoice_sources,
}
"""Where each kind comes from."""
ONLY_WHO_ASKED = ("bill_text",)
"""Kinds that go to those alone who asked for them and can be reached so; of nobody else is there a document."""
AT_A_TIME = 10_000
"""So many sources to a transaction."""


class NoSuchKind(Refused):
    """Letters are prepared of kind {known}, not {kind!r}."""


class OfWhatRun(Refused):
    """Say which run's documents to prepare, or of which day. Runs are listed under Runs."""


class NothingToPrepare(Refused):
    """Every document meant was prepared before, or there is none: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Prepared:
    """What a run prepared: so many documents of so many sources, by channel, and how many wait pulled already.

    `sources_pence` is what the sources come to: the billing run's own total.
    """

    run: int
    kind: str
    sources: int
    sources_pence: int
    documents: int
    post: int
    email: int
    text: int
    nobody: int
    pulled: int


def prepare_letters(
    *,
    kind: str,
    of_run: int | None = None,
    dated: date | None = None,
    stage: str = LetterTemplate.ANY_STAGE,
    on: date,
    at: datetime,
    by: Actor,
    progress: Callable[[int], None] = lambda done: None,
) -> Prepared:
    """Prepare every document of a run, or of a day, that was not prepared before. Nothing is sent yet.

    Who hears is the safeguards' answer for the day `on`; a customer with a bar, or whom nobody can be reached for, has
    a document too, pulled from the start with the reason. Killed at any moment it goes on where it was; `progress`
    hears how many sources are done. `stage` chooses the words of emails and texts, the plain ones
    where a stage has none. Raises NoSuchKind, NoSuchStage, OfWhatRun, NothingToPrepare, StillWorking.
    """
    by.must("prepare_letters")
    _must_be_meant(kind, of_run, dated)
    must_be_a_stage(stage)
    inputs = {"kind": kind, "of_run": of_run, "dated": dated and dated.isoformat(), "stage": stage}
    with running.start("prepare_letters", on=on, at=at, by=by, inputs=inputs) as run:
        done = last = 0
        while some := _next(kind, of_run, dated, stage, after=last, run=run):
            last, done = some.last, done + some.many
            progress(done)
        with transaction.atomic():
            (totals,) = sql.totals(run=run.id)
            found = totals._asdict()
            run.finish(event="finish" if totals.documents else "find_nothing", kind=kind, **found)
        if not totals.documents:
            raise NothingToPrepare()
    return Prepared(run.id, kind, **found)


def count_sources(*, kind: str, of_run: int | None = None, dated: date | None = None) -> int:
    """How many sources wait to be prepared. Raises NoSuchKind, OfWhatRun."""
    _must_be_meant(kind, of_run, dated)
    with transaction.atomic():
        return int(_lay_out(kind, of_run, dated, after=0, most=None).many)


def _must_be_meant(kind: str, of_run: int | None, dated: date | None) -> None:
    if kind not in SOURCES:
        raise NoSuchKind(known=", ".join(SOURCES), kind=kind[:40])
    if of_run is None and dated is None:
        raise OfWhatRun()


def _lay_out(kind: str, of_run: int | None, dated: date | None, *, after: int, most: int | None) -> Any:
    sql.lay_out()
    SOURCES[kind](kind=kind, run=of_run, dated=dated, after=after, most=most)
    return sql.laid_out()[0]


def _next(kind: str, of_run: int | None, dated: date | None, stage: str, *, after: int, run: running.RunInHand) -> Any:
    """Prepare the sources next in line, in a transaction of their own; None when there are no more."""
    with transaction.atomic():
        sql.one_at_a_time()
        some = _lay_out(kind, of_run, dated, after=after, most=AT_A_TIME)
        if some.many:
            _prepare(kind, lambda: None, stage=stage, run=run.id, on=run.effective_on, at=run.at)
    return some if some.many else None


def stage(
    kind: str,
    sources: Callable[[], Any],
    redirect: Callable[[], Any] = lambda: None,
    *,
    run: int,
    on: date,
    at: datetime,
) -> Any:
    """Inside a transaction: documents of a kind for the sources that `sources` puts in `to_send`, and their totals.

    A source may name the stage and the track whose words are meant. `redirect` may put further recipients in `to_whom`
    once safeguards have said who hears.
    """
    sql.one_at_a_time()
    sql.lay_out()
    sources()
    return _prepare(kind, redirect, run=run, on=on, at=at)


def _prepare(
    kind: str, redirect: Callable[[], Any], *, stage: str = LetterTemplate.ANY_STAGE, run: int, on: date, at: datetime
) -> Any:
    act = acts()[kind]
    sql.route(act=act, on=on)
    if kind in ONLY_WHO_ASKED:
        sql.leave_out_whoever_did_not_ask()
    else:
        sql.note_who_cannot_be_reached()
    sql.bar(kind=kind, act=act, to_many=TO_MANY, on=on)
    redirect()
    (totals,) = sql.add(kind=kind, stage=stage, run=run, at=at)
    return totals
