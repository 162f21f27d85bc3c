"""One request with everything needed to decide it on one screen, and the decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from piperoll.authority import queries
from piperoll.authority.answer_request import answer_request
from piperoll.authority.decide_request import Decided, counted_pence, decide_request, limit_now
from piperoll.authority.limits import NoLimitCovers, in_words, limit_in_words
from piperoll.authority.models import Request
from piperoll.authority.withdraw_request import withdraw_request
from piperoll.billing.queries import find
from piperoll.customers.models import Customer
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables.queries import AsAt, standing
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.approvals.forms import AnswerForm, DecisionForm
from piperoll.web.approvals.wording import (
    EVENTS,
    act_words,
    decide_by,
    reason_words,
    request_table,
    state_tag,
)
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page

OTHERS_SHOWN = 10


@page(permission="see_requests", section="Approvals")
@require_http_methods(["GET", "POST"])
def request_page(request: PageRequest, request_id: int) -> HttpResponse:
    """Who asks for what and why, what it changes, how the customer stands, what they had before; then decide."""
    shown, today = queries.request_for(request.actor, request_id), timezone.localdate()
    customer = Customer.objects.filter(pk=shown.customer_id or 0).first()
    if customer:
        look(customer, place=request.path, **deed(request))
    waits_for_me = any(row.id == shown.pk for row in queries.waiting_for(request.actor, on=today))
    form = DecisionForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        try:
            decided = decide_request(request=shown.pk, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, _said(decided), "approvals")
    is_mine = shown.asked_by_id == request.actor.user_id
    state = shown.standing.state
    pieces = {
        "shown": shown,
        "trail": breadcrumbs(Link("Approvals", reverse("approvals"))),
        "heading": _heading(shown),
        "facts": _facts(shown, today, request.actor.may),
        "changes": _changes(shown),
        "customer": _customer(customer, today) if customer and "see_customers" in request.actor.may else "",
        "others": _others(request, shown, today) if "see_customers" in request.actor.may else "",
        "history": _history(shown),
        "form": form if waits_for_me or form.is_bound else None,
        "answer_form": AnswerForm() if is_mine and state == "returned" else None,
        "may_withdraw": is_mine and state in ("waiting", "returned"),
    }
    return render(request, "approvals/request.html", pieces)


@page(permission="answer_request", section="Approvals")
@require_POST
def answer(request: PageRequest, request_id: int) -> HttpResponse:
    """Answer what was asked."""
    said_or_refused(
        request,
        lambda: answer_request(request=request_id, answer=request.POST.get("answer", "")[:400], **deed(request)),
        lambda answered: f"Request {answered.request} waits to be decided again.",
    )
    return redirect("request", request_id)


@page(permission="withdraw_request", section="Approvals")
@require_POST
def withdraw(request: PageRequest, request_id: int) -> HttpResponse:
    """Take a request back."""
    said_or_refused(
        request,
        lambda: withdraw_request(request=request_id, **deed(request)),
        lambda gone: f"Request {gone.request} is withdrawn.",
    )
    return redirect("request", request_id)


def _said(decided: Decided) -> str:
    return decided.done or f"Request {decided.request} is {decided.state}."


def _heading(shown: Request) -> Heading:
    figure = Figure(pounds(shown.amount_pence), "asked for")
    return Heading(
        f"{act_words(shown.act)}, request {shown.pk}", shown.subject, figure, (state_tag(shown.standing.state),)
    )


def _facts(shown: Request, today: date, may: frozenset[str]) -> Summary:
    subject: object = shown.subject
    if "see_invoices" in may and (invoice := find(shown.subject)):
        subject = Link(f"Invoice {invoice.number}, {pounds(invoice.gross_pence)}", invoice_address(invoice.number))
    facts = [
        Fact("Asked by", f"{shown.asked_by.name}, {day(shown.asked_on)}"),
        Fact("Service", shown.service.name),
        Fact("About", subject),
        Fact("Reason", reason_words(shown.act, shown.reason)),
        Fact("Why", shown.why),
        Fact("Evidence", shown.evidence or "None given"),
        *_limit_facts(shown, today),
    ]
    by = decide_by(shown.act, shown.asked_on, today)
    return Summary([*facts, *([Fact("Decide by", by)] if by and shown.standing.state == "waiting" else [])])


def _limit_facts(shown: Request, today: date) -> list[Fact]:
    if shown.standing.state not in ("waiting", "returned"):
        return []
    counted = counted_pence(shown, on=today)
    earlier = counted - shown.amount_pence
    with_earlier = f" with {pounds(earlier)} more that this customer had in the last year" if earlier else ""
    try:
        limit = limit_now(shown, on=today)
    except NoLimitCovers as gap:
        return [Fact("Limit", Tag(gap.sentence, "red"))]
    return [
        Fact("Counts as", f"{pounds(counted)}{with_earlier}"),
        Fact("Limit", f"{limit_in_words(limit).capitalize()}: {limit.authority}"),
        Fact("For", f"{in_words(limit.approvers)} to decide"),
        *([Fact("Told", in_words(limit.told))] if limit.told else []),
    ]


def _changes(shown: Request) -> Table:
    columns = [Column("What"), Column("Now", "count"), Column("Then", "count")]
    return Table("What it changes", columns, [list(change) for change in shown.changes], empty="It changes no figure.")


def _customer(customer: Customer, today: date) -> object:
    balance = standing(customer.pk, AsAt(today), most=1).balance
    figures = Figures(
        (
            Figure(pounds(balance.owed_pence), "owed", customer_address(customer.reference)),
            Figure(pounds(balance.overdue_pence), "of it overdue"),
            Figure(pounds(balance.credit_pence), "credit on account"),
        )
    )
    return {"name": Link(customer.name, customer_address(customer.reference)), "figures": figures}


def _others(request: PageRequest, shown: Request, today: date) -> Table:
    found = (
        queries.listed(request.actor, customer=shown.customer_id, most=OTHERS_SHOWN + 1) if shown.customer_id else []
    )
    rows: list[Any] = [row for row in found if row.id != shown.pk]
    empty = "This customer has had nothing else of the kind."
    caption = "What this customer asked for or had before"
    return request_table(rows[:OTHERS_SHOWN], today, caption=caption, empty=empty, hidden=False)


def _history(shown: Request) -> Timeline:
    events = queries.events_of(shown.pk)
    return Timeline([Event(EVENTS[e.event], e.known_at, _by(e), e.why) for e in reversed(events)])


def _by(event: Any) -> str:
    return f"{event.by_name} for {event.standing_in_for}" if event.standing_in_for else str(event.by_name)
