"""The day's letters: bills prepared for whoever hears, sent by post, email and text as each asked; a letter an officer
writes, an email that comes back, and everybody's statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any

from django.conf import settings

from piperoll.anytown.outcome import Outcome
from piperoll.customers.add_contact import SameContact, add_contact
from piperoll.customers.choose_delivery import ChosenAlready, choose_delivery
from piperoll.customers.models import Contact, Customer
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.dispatch.hear_from_notify import hear_from_notify
from piperoll.dispatch.mail import CATCH
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.dispatch.send_letter import send_letter
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import financial_year_start
from piperoll.receivables.print_statements import print_statements
from piperoll.runs.models import Run

STEPS = 9
BY_EMAIL, IN_WELSH = 24, 3
_MOBILE = "07700 900{:03}"


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Prepare the day's bills, send them, draw up statements of those who owe, prepare those. Nothing leaves."""
    by = team["assistant"]
    yield _choose(on, at, by)
    yield _choose_print_and_texts(on, at, by)
    yield _prepare("Prepare the bills", "invoice", on, at, by, dated=on)
    yield _prepare("Prepare texts about bills", "bill_text", on, at, by, dated=on)
    yield _write(on, at, by)
    yield _send(on, at, by)
    yield _come_back(on, at, by)
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


def _by_post(on: date) -> list[int]:
    """Some of those billed that day of whom we know no email."""
    billed = Customer.objects.filter(kind="person", invoices__invoiced_on=on).exclude(contacts__kind="email")
    return list(billed.order_by("pk").values_list("pk", flat=True).distinct()[:4])


def _choose_print_and_texts(on: date, at: datetime, by: Actor) -> Outcome:
    """One reads large print, one Welsh; those two and two more want a text when a bill is on its way."""
    some, chosen = _by_post(on), 0
    ways = (("en", "large_print"), ("cy", "standard"), ("en", "standard"), ("en", "standard"))
    for place, (customer, (language, format)) in enumerate(zip(some, ways, strict=False)):
        with suppress(SameContact):
            add_contact(customer=customer, kind="phone", value=_MOBILE.format(100 + place), on=on, at=at, by=by)
        with suppress(ChosenAlready):
            choose_delivery(
                customer=customer, channel="post", language=language, format=format, texts=True, on=on, at=at, by=by
            )
            chosen += 1
    return Outcome("day", "Print and texts as they ask", None, len(some), len(some), "customers", 0, 0, not chosen)


def _write(on: date, at: datetime, by: Actor) -> Outcome:
    """An officer answers somebody who asked how their account stands."""
    run = _before("send_letter", on)
    already = run is not None
    if run is None:
        run = send_letter(customer=_by_post(on)[0], template="account-letter", on=on, at=at, by=by).run
    return Outcome("day", "Write a letter", run, 1, _totals(run).get("documents", 0), "letters", 0, 0, already)


def _come_back(on: date, at: datetime, by: Actor) -> Outcome:
    """GOV.UK Notify would call back that an email cannot be delivered: the bill goes by post instead."""
    run = _before("hear_from_notify", on)
    already = run is not None
    sent = (
        Document.objects.filter(kind="invoice", channel="email", dated=on, outbox__state="sent").order_by("pk").first()
    )
    if run is None and sent:
        reference = f"document-{sent.pk}"
        run = hear_from_notify(reference=reference, status="permanent-failure", on=on, at=at, by=by).run
    return Outcome("day", "An email comes back", run, 1, 1, "letter", 0, 0, already)


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
    gone = sum(told.get(way, 0) for way in ("posted", "emailed", "texted"))
    away = told.get("pulled", 0)
    return Outcome("day", "Dispatch the letters", run, gone + away, gone, "sent", away, 0, already)


@contextmanager
def catching() -> Iterator[None]:
    """Emails and texts are caught while the demo sends, whatever mail server is named."""
    named = settings.MAIL_URL, settings.TEXT_BY
    settings.MAIL_URL = settings.TEXT_BY = CATCH
    try:
        yield
    finally:
        settings.MAIL_URL, settings.TEXT_BY = named


def _before(verb: str, on: date, **which: Any) -> int | None:
    found = Run.objects.filter(verb=verb, state="done", effective_on=on, **which).order_by("id").first()
    return found.pk if found else None


def _totals(run: int | None) -> dict[str, Any]:
    found = Run.objects.filter(pk=run).first() if run else None
    return found.totals if found else {}
