"""Schedules: the list, one with its terms and periods, beginning and ending them, and billing what is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.billing import schedules as asking
from piperoll.billing.add_schedule import ScheduleWanted, add_schedule
from piperoll.billing.add_term import add_term
from piperoll.billing.bill_schedules import SchedulesBilled, bill_schedules
from piperoll.billing.change_schedule import change_schedule
from piperoll.billing.end_schedule import ScheduleEnded, end_schedule
from piperoll.billing.models import Schedule, Term
from piperoll.billing.preview_schedules import preview_schedules
from piperoll.billing.request_late_billing import request_late_billing
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.billing.schedule_forms import ChangeForm, EndForm, LateForm, ScheduleForm, TermForm
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.set_up.showing import Adding, part

A_PAGE = 50
AHEAD = timedelta(days=28)
FREQUENCIES = dict(Schedule.FREQUENCIES)


@page(permission="see_invoices", section="Invoices")
@require_GET
def schedules(request: PageRequest) -> HttpResponse:
    """Every schedule, the running ones first."""
    today, after = timezone.localdate(), (page_number(request) - 1) * A_PAGE
    rows = asking.listed(on=today, service=request.GET.get("service", ""), most=A_PAGE + 1, after=after)
    columns = [
        Column("Schedule"), Column("Customer"), Column("Every"), Column("Each time", "count"), Column("State"),
    ]  # fmt: skip
    shown = masked(request, rows[:A_PAGE], reference="customer_ref")
    listed = [_row(row, today) for row in shown]
    table = Table("Schedules", columns, listed, caption_hidden=True, empty="There is no schedule yet.")
    pieces = {"table": table, "pages": pages(request, more=len(rows) > A_PAGE), "trail": _trail()}
    return render(request, "billing/schedules.html", pieces)


@page(permission="see_invoices", section="Invoices")
@require_GET
def timetable(request: PageRequest) -> HttpResponse:
    """By service: what must be billed now, what is late, what comes in four weeks."""
    today = timezone.localdate()
    rows = asking.timetable(on=today, until=today + AHEAD)
    columns = [
        Column("Service"), Column("Due now", "count"), Column("Net", "money"), Column("Since", "day"), Column("State"),
        Column("In four weeks", "count"), Column("From", "day"), Column("Worth", "money"),
    ]  # fmt: skip
    listed = [
        [Link(r.name, f"{reverse('schedules')}?service={r.code}"), r.due, r.due_pence, r.oldest, _lateness(r), r.coming,
         r.next_on, r.coming_pence]
        for r in rows
    ]  # fmt: skip
    late = sum(row.late for row in rows)
    pieces = {
        "table": Table("What must be billed", columns, listed, empty="Nothing is due in four weeks.",
                       caption_hidden=True),
        "late": count(late, "charge") if late else "",
        "may_bill": "bill_schedules" in request.actor.may and any(row.due for row in rows),
        "trail": _trail(Link("Schedules", reverse("schedules"))),
    }  # fmt: skip
    return render(request, "billing/timetable.html", pieces)


@page(permission="bill_schedules", section="Invoices")
@require_POST
def bill_due(request: PageRequest) -> HttpResponse:
    """Bill everything due today, or keep it as a preview."""
    if "preview" in request.POST:
        made = said_or_refused(
            request,
            lambda: preview_schedules(**deed(request)),
            lambda p: f"{count(p.invoices, 'invoice')} would be raised.",
        )
        return redirect("preview", made.preview) if made else redirect("timetable")
    billed = said_or_refused(request, lambda: bill_schedules(**deed(request)), _billed)
    return redirect("run", billed.run) if billed else redirect("timetable")


@page(permission="add_schedule", section="Invoices")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest) -> HttpResponse:
    """Begin a schedule."""
    asked = request.method == "POST"
    form = ScheduleForm(request.POST) if asked else ScheduleForm(initial={"customer": request.GET.get("customer", "")})
    if form.is_valid():
        try:
            added = add_schedule(wanted=ScheduleWanted(**form.wanted), **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, f"Schedule {added.schedule} begins.", "schedule", added.schedule)
    return _form(request, form, "Begin a schedule", "Begin it", Link("Schedules", reverse("schedules")))


@page(permission="see_invoices", section="Invoices")
@require_GET
def schedule(request: PageRequest, schedule_id: int) -> HttpResponse:
    """One schedule: what it charges, what is due, what was billed."""
    found, today = asking.get(schedule_id), timezone.localdate()
    look(found.customer, place=request.path, **deed(request))
    due, billed = asking.due_of(schedule_id, on=today + AHEAD), asking.billed_of(schedule_id, on=today)
    pieces = {
        "heading": Heading(found.reference, f"Schedule {found.pk}", tags=(_state(found, today),)),
        "facts": _facts(found),
        "terms": _terms(found, today),
        "due": _due(due, today),
        "billed": _billed_table(billed),
        "schedule": found.pk,
        "runs_on": not hasattr(found, "end"),
        "is_due": any(row.bill_on <= today for row in due),
        "trail": _trail(Link("Schedules", reverse("schedules"))),
    }
    return render(request, "billing/schedule.html", pieces)


@page(permission="change_schedule", section="Invoices")
@require_http_methods(["GET", "POST"])
def change(request: PageRequest, schedule_id: int) -> HttpResponse:
    """Other terms from a day on."""
    return _act(request, schedule_id, ChangeForm, change_schedule, "Change the terms", "Change",
                lambda made: f"Other terms hold from {day(made.valid_from)}.")  # fmt: skip


@page(permission="end_schedule", section="Invoices")
@require_http_methods(["GET", "POST"])
def end(request: PageRequest, schedule_id: int) -> HttpResponse:
    """A last day."""
    return _act(request, schedule_id, EndForm, end_schedule, "End this schedule", "End it", _ended)


@page(permission="request_late_billing", section="Invoices")
@require_http_methods(["GET", "POST"])
def bill_late(request: PageRequest, schedule_id: int) -> HttpResponse:
    """Ask that what is late be billed."""
    found = asking.get(schedule_id)
    look(found.customer, place=request.path, **deed(request))
    form = LateForm(request.POST, request.FILES) if request.method == "POST" else LateForm()
    if form.is_valid():
        told = form.cleaned_data
        files = [told["document"]] if told["document"] else []
        try:
            asked = request_late_billing(
                schedule=schedule_id, due_to=told["due_to"], reason=told["reason"], files=files, **deed(request)
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            periods = count(asked.periods, "period")
            said = f"{periods} may be billed late." if asked.state == "approved" else f"{periods} wait to be approved."
            return done(request, said, "request", asked.request)
    back = Link(found.reference, reverse("schedule", args=[schedule_id]))
    return _form(request, form, "Ask to bill late", "Ask", Link("Schedules", reverse("schedules")), back)


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def terms(request: PageRequest) -> HttpResponse:
    """School terms."""
    adding = Adding("add_term", "Add a term", TermForm, add_term, lambda made: f"{made.name} was added.")
    about = "Termly schedules bill by these dates. Add next year’s before it begins."
    return part(request, title="School terms", about=about, table=_school_terms, adding=adding)


def _act(
    request: PageRequest, schedule_id: int, form_class: type[forms.Form], verb: Any, title: str, button: str, says: Any
) -> HttpResponse:
    found = asking.get(schedule_id)
    look(found.customer, place=request.path, **deed(request))
    form = form_class(request.POST) if request.method == "POST" else form_class()
    if form.is_valid():
        try:
            outcome = verb(schedule=schedule_id, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, says(outcome), "schedule", schedule_id)
    back = Link(found.reference, reverse("schedule", args=[schedule_id]))
    return _form(request, form, title, button, Link("Schedules", reverse("schedules")), back)


def _form(request: PageRequest, form: forms.Form, title: str, button: str, *trail: Link) -> HttpResponse:
    pieces = {"form": form, "title": title, "button_words": button, "trail": _trail(*trail)}
    return render(request, "billing/form.html", pieces)


def _school_terms() -> Table:
    rows = [[term.name, term.starts_on, term.ends_on] for term in Term.objects.all()]
    columns = [Column("Term"), Column("Starts", "day"), Column("Ends", "day")]
    return Table("School terms", columns, rows, empty="There is no term yet.", caption_hidden=True)


def _ended(made: ScheduleEnded) -> str:
    said = f"It ends on {day(made.ends_on)}."
    beyond = f" It was billed up to {day(made.billed_beyond)}: ask for a credit note." if made.billed_beyond else ""
    return said + beyond


def _billed(made: SchedulesBilled) -> str:
    late = f" {count(made.held_late, 'charge')} too late to bill: asked for under Approvals." if made.held_late else ""
    caught = f" {count(made.catching_up, 'schedule')} caught up on several periods." if made.catching_up else ""
    held = f" {count(made.lines_held, 'charge')} flagged: preview what is due to look at it." if made.lines_held else ""
    return f"{count(made.invoices, 'invoice')} raised, {pounds(made.gross_pence)} to collect.{caught}{late}{held}"


def _row(row: Any, today: date) -> Row:
    over = bool(row.ends_on and row.ends_on < today)
    price = "No price today" if row.unit_price is None else f"{row.quantity.normalize():f} × £{row.unit_price:,.2f}"
    state: object = Tag("Over", "grey") if over else Tag("Due", "yellow") if row.due else Tag("Running", "green")
    if row.due:
        state = Noted(state, f"{count(row.due, 'period')} since {day(row.first_on)}")
    elif row.ends_on:
        state = Noted(state, f"ends {day(row.ends_on)}")
    name = Noted(Link(row.reference, reverse("schedule", args=[row.id])), f"{row.service_name} · {row.description}")
    customer = Noted(Link(row.customer, customer_address(row.customer_ref)), row.customer_ref)
    return Row([name, customer, FREQUENCIES[row.frequency], price, state], quiet=over)


def _lateness(row: Any) -> object:
    return Tag(f"{row.late:,} late", "red") if row.late else Tag("Due", "yellow") if row.due else ""


def _state(found: Schedule, today: date) -> Tag:
    ended = getattr(found, "end", None)
    if ended and ended.ends_on < today:
        return Tag("Over", "grey")
    return Tag("To come", "yellow") if found.starts_on > today else Tag("Running", "green")


def _facts(found: Schedule) -> Summary:
    when = "before each period" if found.in_advance else "after each period"
    ended = getattr(found, "end", None)
    facts = [
        Fact("For", found.description),
        Fact("Customer", Link(str(found.customer), customer_address(found.customer.reference))),
        Fact("Service", found.service.name),
        Fact("Every", FREQUENCIES[found.frequency]),
        Fact("Billed", f"{count(found.lead_days, 'day')} {when}" if found.lead_days else when),
        Fact("Part of a period", "Costs its part" if found.pro_rata else "Costs the whole"),
        Fact("From", day(found.starts_on)),
        Fact("Price from", f"Fee {found.fee_code} {found.concession}".strip() if found.fee_code else "Its own terms"),
        Fact("For", found.service_user),
        Fact("Purchase order", found.purchase_order),
        Fact("Ends", f"{day(ended.ends_on)}: {ended.reason}" if ended else ""),
    ]
    return Summary([fact for fact in facts if fact.value], title="About this schedule")


def _terms(found: Schedule, today: date) -> Table:
    rows = [
        [row.valid_from, f"{row.quantity.normalize():f}",
         "By the register" if row.unit_price_pounds is None else f"£{row.unit_price_pounds:,.2f}", row.reason]
        for row in found.terms.order_by("-valid_from")
    ]  # fmt: skip
    columns = [Column("From", "day"), Column("Quantity", "count"), Column("Price of one", "count"), Column("Why")]
    return Table("Terms", columns, rows)


def _due(rows: list[Any], today: date) -> Table:
    columns = [Column("Period"), Column("To bill on", "day"), Column("State"), Column("Net", "money")]
    listed = [
        [_period(r), r.bill_on,
         Tag("Due", "yellow") if r.bill_on <= today else Tag("To come", "grey"),
         None if r.unit_price is None else round(r.quantity * r.unit_price * 100)]
        for r in rows
    ]  # fmt: skip
    return Table("Due now and in four weeks", columns, listed, empty="Nothing is due in the next four weeks.")


def _billed_table(rows: list[Any]) -> Table:
    columns = [Column("Invoice"), Column("Period"), Column("Dated", "day"), Column("Net", "money")]
    listed = [[Link(r.number, invoice_address(r.number)), _period(r), r.invoiced_on, r.net_pence] for r in rows]
    return Table("Billed", columns, listed, empty="Nothing was billed yet.")


def _period(row: Any) -> str:
    return f"{day(row.period_from)} to {day(row.period_to)}"


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Invoices", reverse("invoices")), *more)
