"""One arrangement: what was due when, what came, what is behind; changed, looked at again, ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.arrangements import standing
from piperoll.arrangements.cancel_arrangement import cancel_arrangement
from piperoll.arrangements.change_arrangement import change_arrangement
from piperoll.arrangements.review_arrangement import review_arrangement
from piperoll.arrangements.rules import ENDS, METHODS, REASONS, in_words, reference_of
from piperoll.customers.models import Customer
from piperoll.direct_debit import queries as mandates
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address, invoice_address, request_link
from piperoll.web.arrangements.forms import PlanForm, ReviewForm, WhyForm
from piperoll.web.arrangements.wording import SECTION, state_tag
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.parts import asked

AHEAD = 12


@page(permission="see_arrangements", section=SECTION)
@require_GET
def arrangement(request: PageRequest, arrangement: int) -> HttpResponse:
    """One, with its plan, its debts and its story."""
    today = timezone.localdate()
    shown = standing.stands(arrangement, today)
    look(Customer.objects.get(pk=shown.customer_id), place=request.path, **deed(request))
    plan = standing.planned(arrangement)
    rows = standing.payments(plan, paid=shown.paid_pence, wanted=shown.total_pence - shown.lessened_pence)
    is_live, may = shown.ended_on is None, request.actor.may
    pieces = {
        "number": arrangement,
        "title": reference_of(arrangement),
        "trail": breadcrumbs(Link("Recovery", "/recovery/"), Link("Arrangements", reverse("arrangements"))),
        "heading": Heading(
            reference_of(arrangement), shown.name, Figure(pounds(shown.open_pence), "still open"),
            (state_tag(shown.state),),
        ),
        "figures": Figures((
            Figure(pounds(shown.total_pence), "agreed"), Figure(pounds(shown.paid_pence), "came"),
            Figure(pounds(shown.behind_pence), "behind"),
            *([Figure(pounds(shown.lessened_pence), "credited or written off")] if shown.lessened_pence else []),
        )),
        "payments": _payments(rows, today if is_live else None),
        "debts": _debts(standing.debts(arrangement)),
        "facts": _facts(shown, in_words(shown.every, plan), may, standing.unheard(arrangement, today)),
        "story": _story(shown, standing.story(arrangement)),
        "may_change": is_live and "change_arrangement" in may,
        "review": ReviewForm() if is_live and "review_arrangement" in may else None,
        "cancel": WhyForm() if is_live and "cancel_arrangement" in may else None,
    }  # fmt: skip
    return render(request, "arrangements/one.html", pieces)


def _payments(rows: list[standing.PaymentStands], today: Any) -> Table:
    columns = [Column("Due", "day"), Column("Came", "money"), Column("Missing", "money"), Column("Planned", "money")]
    lines, due = [], sum(today is None or one.due_on <= today for one in rows)
    for one in rows[: due + AHEAD]:
        missing = one.wanted_pence - one.came_pence if today and one.due_on <= today else 0
        planned: Any = one.pence
        if one.wanted_pence < one.pence:
            planned = Noted(pounds(one.pence), f"{pounds(one.wanted_pence)} is left to pay")
        lines.append(Row([one.due_on, one.came_pence or "", missing or "", planned], quiet=not one.wanted_pence))
    return Table("What was due when, and what came", columns, lines, foot=_later(rows[due + AHEAD :]))


def _later(rows: list[standing.PaymentStands]) -> list[object]:
    """The payments too far ahead to be shown one by one, in one line."""
    if not rows:
        return []
    return [f"{len(rows):,} more, until {day(rows[-1].due_on)}", "", "", sum(one.pence for one in rows)]


def _debts(rows: list[Any]) -> Table:
    columns = [Column("Debt"), Column("Due", "day"), Column("Agreed", "money"), Column("Open now", "money")]
    lines = [
        [
            Noted(Link(row.reference, invoice_address(row.reference)), row.service), row.due_on,
            row.pence, row.open_pence or "",
        ]
        for row in rows
    ]  # fmt: skip
    return Table("The debts it is for", columns, lines)


def _facts(shown: Any, plan: str, may: frozenset[str], unheard: Any | None) -> Summary:
    way: object = METHODS[shown.method]
    if shown.mandate and "see_mandates" in may:
        way = Link(f"Direct Debit {shown.mandate}", reverse("mandate", args=[shown.mandate_id]))
    facts = [
        Fact("Customer", Link(f"{shown.name} ({shown.reference})", customer_address(shown.reference))),
        Fact("Plan", plan),
        Fact("Paid by", way),
        Fact("Interest", "Goes on while it is kept" if shown.interest_runs else "None for as long as it stands"),
        Fact("Reason", REASONS[shown.reason]),
        Fact("Why", shown.why),
        Fact("Agreed", f"{day(shown.agreed_on)}, by {shown.agreed_by}"),
        Fact("Asked for", request_link(shown.request_id, may)),
        *([Fact("Our letter", _unheard(unheard, may))] if unheard else []),
        *([Fact("Answer by", day(shown.answer_by))] if shown.answer_by and not unheard else []),
        *([Fact("Look again on", day(shown.review_on))] if shown.review_on else []),
        *([Fact("Changes", _other(shown.replaces_id))] if shown.replaces_id else []),
        *([Fact("Changed to", _other(shown.replaced_by))] if shown.replaced_by else []),
    ]
    return Summary(facts)


def _unheard(unheard: Any, may: frozenset[str]) -> object:
    """That the letter reached nobody, and why; the way to it."""
    said: object = "Reached nobody"
    if unheard.document_id and "see_letters" in may:
        said = Link("Reached nobody", reverse("letter_document", args=[unheard.document_id]))
    why = f"{unheard.why[:1].upper()}{unheard.why[1:]}"
    return Noted(said, f"{why} Reach them another way, release the letter, or end the arrangement.")


def _other(number: int) -> Link:
    return Link(reference_of(number), reverse("arrangement", args=[number]))


def _story(shown: Any, rows: list[Any]) -> Timeline:
    told = {"courtesy": "We wrote that it is late", "review": "Looked at", **ENDS}
    events = [Event(told[row.what], row.started_at, row.by_name, row.said) for row in rows]
    return Timeline([*events, Event("Agreed", shown.agreed_at, shown.agreed_by, "")])


@page(permission="change_arrangement", section=SECTION)
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, arrangement: int) -> HttpResponse:
    """Plan what is still open afresh."""
    shown = standing.stands(arrangement, timezone.localdate())
    customer = Customer.objects.get(pk=shown.customer_id)
    look(customer, place=request.path, **deed(request))
    theirs = mandates.of_customer(customer.pk, on=timezone.localdate())
    before = {"interest_runs": shown.interest_runs}
    form = PlanForm(theirs, request.POST or None, initial=before, use_required_attribute=False)
    return asked(
        request, customer, form, title=f"Change {reference_of(arrangement)}", button="Change it", back="Arrangements",
        about=f"{pounds(shown.open_pence)} is still open. It is planned afresh, and {reference_of(arrangement)} ends.",
        act=lambda told: change_arrangement(
            arrangement=arrangement, plan=form.plan(), why=told["why"], **deed(request)
        ),
        says=lambda made: made.done or f"Request {made.request} waits for somebody else to decide.",
        then=lambda made: reverse("arrangement", args=[made.arrangement or arrangement]),
    )  # fmt: skip


@page(permission="cancel_arrangement", section=SECTION)
@require_POST
def cancel(request: PageRequest, arrangement: int) -> HttpResponse:
    """End it before its time."""
    said_or_refused(
        request,
        lambda: cancel_arrangement(arrangement=arrangement, why=request.POST.get("why", "")[:201], **deed(request)),
        lambda made: f"{reference_of(made.arrangement)} has ended: its debts are chased again.",
    )
    return redirect("arrangement", arrangement)


@page(permission="review_arrangement", section=SECTION)
@require_POST
def review(request: PageRequest, arrangement: int) -> HttpResponse:
    """Record that somebody looked at it."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("arrangement", arrangement)
    said_or_refused(
        request,
        lambda: review_arrangement(arrangement=arrangement, **form.cleaned_data, **deed(request)),
        lambda made: f"It is looked at next on {day(made.next_on)}.",
    )
    return redirect("arrangement", arrangement)
