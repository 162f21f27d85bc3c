"""GoCardless by page: what waits to be sent, what it paid out, and asking what happened since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from piperoll.foundations.money import pounds
from piperoll.gocardless import queries
from piperoll.gocardless.ask_gocardless import ask_gocardless
from piperoll.gocardless.send_to_gocardless import Sent, send_to_gocardless
from piperoll.gocardless.taking import Taken
from piperoll.web.bacs.wording import SECTION, tabs
from piperoll.web.components.status import Figure, Figures, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages

A_PAGE = 50


@page(permission="see_mandates", section=SECTION)
@require_GET
def gocardless(request: PageRequest) -> HttpResponse:
    """What waits, what was paid out, and the two things an officer does."""
    waits, may = queries.waiting(), request.actor.may
    found = queries.payouts(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    figures = (
        Figure(f"{waits.instructions:,}", "mandates wait to be made or cancelled there"),
        Figure(f"{waits.payments:,}", f"released collections wait to be sent, {pounds(waits.pence)}"),
    )
    pieces = {
        "tabs": tabs("gocardless"),
        "waits": Figures(figures),
        "has_token": bool(settings.GOCARDLESS_TOKEN),
        "may_send": "send_to_gocardless" in may and bool(waits.instructions or waits.payments),
        "may_ask": "ask_gocardless" in may,
        "payouts": _payouts(found[:A_PAGE]),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "gocardless/gocardless.html", pieces)


def _payouts(rows: list[Any]) -> Table:
    columns = [
        Column("Payout"), Column("Arrives", "day"), Column("Payments", "money"), Column("Fees", "money"),
        Column("To our bank", "money"), Column("At our bank"),
    ]  # fmt: skip
    shown = (
        [
            Noted(row.reference, count(row.items, "payment")), row.arrives_on, row.items_pence, row.fees_pence,
            row.amount_pence, _seen(row),
        ]
        for row in rows
    )  # fmt: skip
    return Table("Payouts", columns, shown, empty="GoCardless has paid nothing out yet.")


def _seen(row: Any) -> Tag:
    if row.expected_id is None:
        return Tag("Comes to nothing", "grey")
    return Tag("Seen", "green") if row.is_cleared else Tag("Expected", "blue")


@page(permission="send_to_gocardless", section=SECTION)
@require_POST
def send(request: PageRequest) -> HttpResponse:
    """Send what waits."""
    return _done(request, lambda: send_to_gocardless(**deed(request)), _sent)


@page(permission="ask_gocardless", section=SECTION)
@require_POST
def ask(request: PageRequest) -> HttpResponse:
    """Ask what happened since."""
    return _done(request, lambda: ask_gocardless(**deed(request)), _taken)


def _done(request: PageRequest, act: Callable[[], Any], says: Callable[[Any], str]) -> HttpResponse:
    said_or_refused(request, act, says)
    return redirect("gocardless")


def _sent(sent: Sent) -> str:
    said = (
        f"{count(sent.mandates, 'mandate')} made, {sent.cancelled:,} cancelled, {count(sent.payments, 'payment')} of "
    )
    said += f"{pounds(sent.pence)} sent."
    said += f" {sent.refused:,} refused: see the run." if sent.refused else ""
    return f"{said} {sent.away}".rstrip()


def _taken(taken: Taken) -> str:
    said = f"{count(taken.events, 'event')} told, {taken.known_before:,} known before. "
    said += f"{count(taken.payouts, 'payout')} taken in, {pounds(taken.pence_back)} taken back."
    return said + (f" {count(taken.exceptions, 'exception')} for you to look at." if taken.exceptions else "")
