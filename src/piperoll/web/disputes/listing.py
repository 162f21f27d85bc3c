"""The list of disputes, for the income team and for services that are asked; and one of them with its story."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.disputes import queries
from piperoll.disputes.answer_dispute import answer_dispute
from piperoll.disputes.assign_dispute import assign_dispute
from piperoll.disputes.close_dispute import close_dispute
from piperoll.disputes.finding import dispute_numbered
from piperoll.disputes.rules import KINDS, STEPS, reference_of
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED, look
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.disputes.forms import AnswerForm, AssignForm, CloseForm, WhichForm
from piperoll.web.disputes.wording import SECTION, TITLES, credit_tag, state_tag
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.recovery.tabs import tabs

A_PAGE = 50


@page(permission="see_disputes", section=SECTION)
@require_GET
def disputes(request: PageRequest) -> HttpResponse:
    """Those that stand, the first due first; to a service those it is asked about."""
    today = timezone.localdate()
    asked = request.GET if request.GET else {"state": "open"}
    form = WhichForm(asked)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    found = queries.listed(
        wanted, request.actor, on=today, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )  # fmt: skip
    shown = masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED, words="", invoice="")
    pieces = {
        "form": form,
        "trail": _trail(request),
        "tabs": tabs(request, "disputes") if "see_recovery" in request.actor.may else "",
        "table": _table(shown, today),
        "register": Link("Charged back to services", reverse("charge_backs")),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "disputes/list.html", pieces)


def _trail(request: PageRequest, *more: Link) -> object:
    """The way back: through recovery for the income team, through their own requests for a service."""
    if "see_recovery" in request.actor.may:
        first = Link("Recovery", reverse("recovery"))
    elif "request_customer" in request.actor.may:
        first = Link("Your requests", reverse("your_requests"))
    else:
        first = Link("Home", reverse("home"))
    return breadcrumbs(first, *more)


def _table(rows: list[Any], today: date) -> Table:
    columns = [
        Column("Dispute"), Column("Whose"), Column("With"), Column("Answer by"), Column("Stands"),
        Column("Disputed", "money"),
    ]  # fmt: skip
    lines = [
        [
            Noted(_name(row), row.code_name), Noted(row.name, row.invoice),
            Noted(row.service, STEPS.get(row.chased, "")), day(row.answer_by), state_tag(row, today),
            row.amount_pence or "",
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Disputes", columns, lines, empty="There are none.", caption_hidden=True)


def _name(row: Any) -> object:
    said = reference_of(row.dispute_id)
    return said if row.name == NOT_NAMED else Link(said, reverse("dispute", args=[row.dispute_id]))


@page(permission="see_disputes", section=SECTION)
@require_GET
def dispute(request: PageRequest, number: int) -> HttpResponse:
    """One dispute: what is said, who is to answer, what happened; and what one may do about it."""
    shown, today, may = _found(request, number), timezone.localdate(), request.actor.may
    is_open, asked_of_you = shown.outcome is None, request.actor.sees_service(_service_of(number, request))
    waits = is_open and shown.answered_on is None
    pieces = {
        "number": number,
        "title": reference_of(number),
        "trail": _trail(request, Link("Disputes", reverse("disputes"))),
        "heading": Heading(
            reference_of(number), f"{KINDS[shown.kind]} of {shown.name}",
            Figure(pounds(shown.amount_pence), "in dispute") if shown.amount_pence else None,
            (state_tag(shown, today), *credit_tag(shown)),
        ),
        "words": shown.words,
        "facts": _facts(shown, may),
        "story": Timeline([_event(row) for row in queries.story(number)]),
        "answer": AnswerForm() if waits and asked_of_you and "answer_dispute" in may else None,
        "asked": shown.asked,
        "assign": AssignForm(auto_id="assign_%s") if is_open and "assign_dispute" in may else None,
        "may_close": is_open and "close_dispute" in may,
        "may_charge_back": "request_charge_back" in may and queries.may_charge_back(number, today),
    }  # fmt: skip
    return render(request, "disputes/dispute.html", pieces)


def _service_of(number: int, request: PageRequest) -> int:
    return int(dispute_numbered(number, request.actor).assignments.latest("id").service_id)


def _found(request: PageRequest, number: int) -> Any:
    """The dispute, its customer's record looked at. Raises NoSuchDispute, RecordRestricted."""
    look(dispute_numbered(number, request.actor).customer, place=request.path, **deed(request))
    (row,) = queries.listed(
        queries.Wanted(""), request.actor, on=timezone.localdate(), most=1, dispute=number
    )  # fmt: skip
    return row


def _facts(shown: Any, may: frozenset[str]) -> Summary:
    customer: object = f"{shown.name} ({shown.reference})"
    if "see_customers" in may:
        customer = Link(str(customer), customer_address(shown.reference))
    invoice: object = shown.invoice
    if "see_invoices" in may:
        invoice = Link(shown.invoice, invoice_address(shown.invoice))
    credit: object = ""
    if shown.request_id:
        credit = f"{pounds(shown.credited_pence)}, request {shown.request_id}"
        if "see_requests" in may:
            credit = Link(credit, reverse("request", args=[shown.request_id]))
    late = ", late" if shown.answered_on and shown.answered_on > shown.answer_by else ""
    facts = [
        Fact("Customer", customer),
        Fact("Invoice", Noted(invoice, f"line {shown.line_number}" if shown.line_number else "")),
        Fact("About", shown.code_name),
        Fact("Raised", day(shown.raised_on)),
        Fact("With", Noted(shown.service, shown.person)),
        Fact("Answer by", day(shown.answer_by)),
        Fact("Answered", f"{day(shown.answered_on)}{late}" if shown.answered_on else ""),
        Fact("Held", Tag("Not chased", "orange") if shown.is_held else ""),
        Fact("Credited", credit),
    ]
    return Summary([fact for fact in facts if fact.value])


def _event(row: Any) -> Event:
    return Event(TITLES[row.what], row.started_at, row.by_name, row.words)


@page(permission="answer_dispute", section=SECTION)
@require_POST
def answer(request: PageRequest, number: int) -> HttpResponse:
    """What a service knows of it."""
    said_or_refused(
        request,
        lambda: answer_dispute(dispute=number, words=request.POST.get("words", ""), **deed(request)),
        lambda made: "Thank you: the income team decides, and sees your answer beside it.",
    )
    return redirect("dispute", number)


@page(permission="assign_dispute", section=SECTION)
@require_POST
def assign(request: PageRequest, number: int) -> HttpResponse:
    """Somebody else is to answer."""
    service, words = request.POST.get("service", ""), request.POST.get("words", "")
    said_or_refused(
        request,
        lambda: assign_dispute(dispute=number, service=service, words=words, **deed(request)),
        lambda made: f"{made.service} is to answer by {day(made.answer_by)}.",
    )
    return redirect("dispute", number)


@page(permission="close_dispute", section=SECTION)
@require_http_methods(["GET", "POST"])
def close(request: PageRequest, number: int) -> HttpResponse:
    """What it came to, and why."""
    shown = _found(request, number)
    form = CloseForm(shown.kind, request.POST or None)
    if form.is_valid():
        try:
            made = close_dispute(dispute=number, **form.told(), **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            said = f"Closed, and {count(made.letters, 'letter')} to go with the next dispatch."
            if made.request and not made.credit_note:
                said += f" {pounds(made.credited_pence)} waits for somebody else to approve, and stays held until then."
            return done(request, said, "dispute", number)
    pieces = {
        "form": form,
        "heading": Heading(
            f"Close {reference_of(number)}", shown.name,
            Figure(pounds(shown.amount_pence), f"of invoice {shown.invoice}") if shown.amount_pence else None,
        ),
        "words": shown.words,
        "answer": shown.answer,
        "service": shown.service,
        "trail": _trail(
            request, Link("Disputes", reverse("disputes")),
            Link(reference_of(number), reverse("dispute", args=[number])),
        ),
    }  # fmt: skip
    return render(request, "disputes/close.html", pieces)
