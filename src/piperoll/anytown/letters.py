"""The day's letters: bills prepared for whoever hears, sent by post and email, and everybody's statement drawn up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any

from django.conf import settings

from piperoll.anytown.outcome import Outcome
from piperoll.customers.choose_delivery import ChosenAlready, choose_delivery
from piperoll.customers.models import Contact
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.dispatch.mail import CATCH
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import financial_year_start
from piperoll.receivables.print_statements import print_statements
from piperoll.runs.models import Run

STEPS = 5
BY_EMAIL, IN_WELSH = 24, 3


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Prepare the day's bills, send them, draw up statements of those who owe, prepare those. No email leaves."""
    by = team["assistant"]
    yield _choose(on, at, by)
    yield _prepare("Prepare the bills", "invoice", on, at, by, dated=on)
    yield _send(on, at, by)
    drawn = print_statements(since=financial_year_start(on), until=on, on=on, at=at, by=by)
    yield Outcome(
        "day", "Draw up statements", drawn.run, drawn.statements, drawn.statements, "statements", 0,
        drawn.closing_pence, drawn.already,
    )  # fmt: skip
    yield _prepare("Prepare the statements", "statement", on, at, by, of_run=drawn.run)


def _choose(on: date, at: datetime, by: Actor) -> Outcome:
    """Some of those billed that day want their letters by email, a few of them in Welsh."""
    reached = Contact.objects.filter(kind="email", valid_to=None, customer__invoices__invoiced_on=on)
    some = list(reached.order_by("customer_id").values_list("customer_id", flat=True).distinct()[:BY_EMAIL])
    chosen = 0
    for place, customer in enumerate(some):
        with suppress(ChosenAlready):
            language = "cy" if place < IN_WELSH else "en"
            choose_delivery(
                customer=customer, channel="email", language=language, format="standard", on=on, at=at, by=by
            )
            chosen += 1
    return Outcome("day", "Letters by email", None, len(some), len(some), "customers", 0, 0, already=not chosen)


def _prepare(step: str, kind: str, on: date, at: datetime, by: Actor, **which: Any) -> Outcome:
    run = _before("prepare_letters", on, inputs__kind=kind)
    already = run is not None
    if run is None:
        run = prepare_letters(kind=kind, **which, on=on, at=at, by=by).run
    told = _totals(run)
    return Outcome(
        "day", step, run, told.get("sources", 0), told.get("documents", 0), "documents", told.get("pulled", 0),
        told.get("sources_pence", 0), already,
    )  # fmt: skip


def _send(on: date, at: datetime, by: Actor) -> Outcome:
    run = _before("dispatch_letters", on)
    already = run is not None
    if run is None:
        with catching():
            run = dispatch_letters(on=on, at=at, by=by).run
    told = _totals(run)
    gone = told.get("posted", 0) + told.get("emailed", 0)
    away = told.get("pulled", 0)
    return Outcome("day", "Dispatch the letters", run, gone + away, gone, "sent", away, 0, already)


@contextmanager
def catching() -> Iterator[None]:
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
    found = Run.objects.filter(pk=run).first() if run else None
    return found.totals if found else {}
