"""Refunds by where they stand, and one with its story and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from piperoll.customers.models import Customer
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.refunds import queries
from piperoll.refunds.cancel_refund import cancel_refund
from piperoll.refunds.checking import checks_of_refunds
from piperoll.refunds.finding import refund_numbered
from piperoll.refunds.raise_concern import raise_concern
from piperoll.refunds.record_cheque import record_cheque
from piperoll.refunds.return_refund import return_refund
from piperoll.refunds.rules import METHODS, ORIGINS, REASONS, STATES
from piperoll.safeguards.seeing import NOT_NAMED, look
from piperoll.web.addresses import customer_address, request_link
from piperoll.web.bacs.forms import WordsForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.refunds.forms import ChequeForm, ConcernForm
from piperoll.web.refunds.wording import SECTION, STORY, checks_table, goes_to, state_tag, tabs

A_PAGE = 50
WAITING_SHOWN = 20


@page(permission="see_refunds", section=SECTION)
@require_GET
def refunds(request: PageRequest) -> HttpResponse:
    """Every refund, or those of one state; and what still waits to be decided."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    found = queries.refunds(state=state, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    many, waiting = queries.how_many(), queries.waiting_requests(most=WAITING_SHOWN)
    pieces = {
        "tabs": tabs("refunds", request.actor.may),
        "states": [
            {"name": f"{STATES[key]} ({many[key]})", "href": f"{reverse('refunds')}?state={key}", "here": key == state}
            for key in STATES
            if many.get(key)
        ],
        "all_href": reverse("refunds"),
        "state": state,
        "waiting": _waiting(masked(request, waiting, reference="customer", name=NOT_NAMED)),
        "came_back": _came_back(
            masked(request, queries.came_back(most=WAITING_SHOWN), reference="customer", name=NOT_NAMED, reason="")
        ),
        "table": _table(masked(request, found[:A_PAGE], reference="customer", name=NOT_NAMED)),
        "pages": pages(request, more=len(found) > A_PAGE),
    }  # fmt: skip
    return render(request, "refunds/list.html", pieces)


def _waiting(rows: list[Any]) -> Table | str:
    if not rows:
        return ""
    columns = [Column("Customer"), Column("Why"), Column("Asked", "day"), Column("Amount", "money")]
    shown = (
        [
            Noted(Link(row.name, reverse("request", args=[row.id])), f"asked by {row.asked_by}")
            if row.name != NOT_NAMED
            else NOT_NAMED,
            REASONS[row.reason], row.asked_on, row.amount_pence,
        ]
        for row in rows
    )  # fmt: skip
    return Table("To be decided", columns, shown)


def _came_back(rows: list[Any]) -> Table | str:
    """What did not arrive: its story and what to do next are a click away."""
    if not rows:
        return ""
    columns = [Column("Customer"), Column("Why it came back"), Column("Since", "day"), Column("Credit open", "money")]
    shown = (
        [
            Noted(Link(row.name, reverse("refund", args=[row.id])), f"REFUND-{row.id}")
            if row.name != NOT_NAMED
            else NOT_NAMED,
            Noted(STATES[row.what], row.reason), row.ended_on, row.open_pence,
        ]
        for row in rows
    )  # fmt: skip
    return Table("Came back, and nobody dealt with yet", columns, shown)


def _table(rows: list[Any]) -> Table:
    columns = [
        Column("Customer"), Column("Stands"), Column("Goes to"), Column("Approved", "day"), Column("Amount", "money"),
    ]  # fmt: skip
    shown = (
        [
            Noted(Link(row.name, reverse("refund", args=[row.id])), f"REFUND-{row.id}")
            if row.name != NOT_NAMED
            else NOT_NAMED,
            state_tag(row.state), goes_to(row), row.refunded_on, row.amount_pence,
        ]
        for row in rows
    )  # fmt: skip
    return Table("Refunds", columns, shown, empty="There are none.", caption_hidden=True)


@page(permission="see_refunds", section=SECTION)
@require_GET
def refund(request: PageRequest, number: int) -> HttpResponse:
    """One refund: where it goes, its safeguards, its story, and what may be done with it."""
    try:
        shown = queries.refund(number)
    except Refused:
        raise Http404 from None
    look(Customer.objects.get(pk=shown.customer_id), place=request.path, **deed(request))
    may, state = request.actor.may, shown.state
    checks = checks_of_refunds([refund_numbered(number)], timezone.localdate())[0]
    pieces = {
        "number": number,
        "trail": breadcrumbs(Link("Refunds", reverse("refunds"))),
        "heading": Heading(
            f"Refund {number}", shown.name, Figure(pounds(shown.amount_pence), f"by {METHODS[shown.method]}"),
            (state_tag(state),),
        ),
        "facts": _facts(shown, may),
        "credits": _credits(number),
        "checks": checks_table(checks) if state in ("approved", "chosen") else "",
        "story": Timeline([_event(row) for row in queries.story(number)]),
        "came_back": state in ("returned", "stopped", "withdrawn"),
        "ask_again": reverse("request_refund", args=[shown.customer]) if "request_refund" in may else "",
        "cancel": WordsForm(label="Why it is not paid", auto_id="cancel_%s")
        if state == "approved" and "cancel_refund" in may
        else None,
        "back": WordsForm(label="How you know that it did not arrive", auto_id="back_%s")
        if state in ("sent", "paid") and (shown.method, state) != ("card", "paid") and "return_refund" in may
        else None,
        "cheque": ChequeForm()
        if state == "sent" and shown.method == "cheque" and not shown.cheque and "record_cheque" in may
        else None,
        "concern": ConcernForm(label="What concerns you", auto_id="concern_%s") if "raise_concern" in may else None,
        "request_id": shown.request_id,
    }  # fmt: skip
    return render(request, "refunds/refund.html", pieces)


def _facts(shown: Any, may: frozenset[str]) -> Summary:
    request = request_link(shown.request_id, may)
    run = (
        Link(f"Run {shown.refund_run_id}", reverse("refund_run", args=[shown.refund_run_id]))
        if shown.refund_run_id
        else ""
    )
    facts = [
        Fact("Customer", Link(shown.name, customer_address(shown.customer))),
        Fact("Asked for", request),
        Fact("Why", f"{REASONS[shown.reason]}: {shown.why}"),
        Fact("Paid to", shown.payable_to),
        Fact("Account", f"••••{shown.last_four}: {ORIGINS[shown.origin].lower()}" if shown.last_four else ""),
        Fact("Checked by", shown.checked or ""),
        Fact("Cheque", shown.cheque or ""),
        Fact("Refund run", run),
        Fact("Due there", day(shown.pay_on) if shown.pay_on else ""),
        Fact("Paid", day(shown.paid_on) if shown.paid_on else ""),
        Fact("Ended", f"{day(shown.ended_on)}: {shown.end_reason}" if shown.ended_on else ""),
    ]  # fmt: skip
    return Summary([fact for fact in facts if fact.value])


def _credits(number: int) -> Table:
    columns = [Column("From"), Column("Came", "day"), Column("Paid back", "money")]
    rows = [
        [
            Link(row.reference, reverse("receipt", args=[row.receipt_id])) if row.receipt_id else row.reference,
            row.effective_on, row.amount_pence,
        ]
        for row in queries.credits_of(number)
    ]  # fmt: skip
    return Table("What it pays back", columns, rows)


def _event(row: Any) -> Event:
    return Event(STORY[row.what], row.started_at, row.by_name, row.why)


@page(permission="cancel_refund", section=SECTION)
@require_POST
def cancel(request: PageRequest, number: int) -> HttpResponse:
    """Give an approved refund up."""
    said_or_refused(
        request,
        lambda: cancel_refund(refund=number, reason=request.POST.get("words", "")[:400], **deed(request)),
        lambda made: f"Cancelled: {pounds(made.pence)} is credit on the account again.",
    )
    return redirect("refund", number)


@page(permission="return_refund", section=SECTION)
@require_POST
def came_back(request: PageRequest, number: int) -> HttpResponse:
    """Put back what did not arrive."""
    said_or_refused(
        request,
        lambda: return_refund(refund=number, reason=request.POST.get("words", "")[:400], **deed(request)),
        lambda made: f"It came back: {pounds(made.pence)} is credit on the account again.",
    )
    return redirect("refund", number)


@page(permission="record_cheque", section=SECTION)
@require_POST
def cheque(request: PageRequest, number: int) -> HttpResponse:
    """Enter the cheque in the register."""
    said_or_refused(
        request,
        lambda: record_cheque(refund=number, number=request.POST.get("number", "")[:20], **deed(request)),
        lambda made: f"Cheque {made.number} for {pounds(made.pence)} is in the register.",
    )
    return redirect("refund", number)


@page(permission="raise_concern", section=SECTION)
@require_POST
def concern(request: PageRequest, number: int) -> HttpResponse:
    """Pass a concern about a request for a refund on; nothing here tells that it was."""
    said_or_refused(
        request,
        lambda: raise_concern(request=number, words=request.POST.get("words", "")[:2_000], **deed(request)),
        lambda made: "Passed on to whoever is to know. Say nothing to the customer, nor to anybody else.",
    )
    return redirect("refunds")
