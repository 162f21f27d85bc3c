"""The day's letters: bills prepared for whoever hears, sent by post and email, and everybody's statement drawn up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.conf import settings

from piperoll.anytown.outcome import Outcome
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.dispatch.mail import CATCH
from piperoll.dispatch.prepare_letters import NothingToPrepare, prepare_letters
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import financial_year_start
from piperoll.receivables.print_statements import print_statements
from piperoll.runs.models import Run

STEPS = 4


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Prepare the day's bills, send them, draw up statements of those who owe, prepare those. No email leaves."""
    by = team["assistant"]
    yield _prepare("Prepare the bills", "invoice", on, at, by, dated=on)
    yield _send(on, at, by)
    drawn = print_statements(since=financial_year_start(on), until=on, on=on, at=at, by=by)
    yield Outcome(
        "day", "Draw up statements", drawn.run, drawn.statements, drawn.statements, "statements", 0,
        drawn.closing_pence, drawn.already,
    )  # fmt: skip
    yield _prepare("Prepare the statements", "statement", on, at, by, of_run=drawn.run)


def _prepare(step: str, kind: str, on: date, at: datetime, by: Actor, **which: Any) -> Outcome:
    try:
        run, already = prepare_letters(kind=kind, **which, on=on, at=at, by=by).run, False
    except NothingToPrepare:
        run, already = _before("prepare_letters", on, inputs__kind=kind), True
    told = _totals(run)
    return Outcome(
        "day", step, run, told.get("sources", 0), told.get("documents", 0), "documents", told.get("pulled", 0),
        told.get("sources_pence", 0), already,
    )  # fmt: skip


def _send(on: date, at: datetime, by: Actor) -> Outcome:
    run = _before("dispatch_letters", on)
    already = run is not None
    if run is None:
        with _catching():
            run = dispatch_letters(on=on, at=at, by=by).run
    told = _totals(run)
    gone = told.get("posted", 0) + told.get("emailed", 0)
    away = told.get("pulled", 0)
    return Outcome("day", "Dispatch the letters", run, gone + away, gone, "sent", away, 0, already)


@contextmanager
def _catching() -> Iterator[None]:
    """Emails are caught while the demo sends, whatever mail server is named."""
    named, settings.MAIL_URL = settings.MAIL_URL, CATCH
    try:
        yield
    finally:
        settings.MAIL_URL = named


def _before(verb: str, on: date, **which: Any) -> int | None:
    found = Run.objects.filter(verb=verb, state="done", effective_on=on, **which).order_by("id").first()
    return found.pk if found else None


def _totals(run: int | None) -> dict[str, Any]:
    told: dict[str, Any] | None = Run.objects.filter(pk=run).values_list("totals", flat=True).first()
    return told or {}
