"""Care: the people whose care is paid for, their assessments and weeks, and billing them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.billing import care as asking
from piperoll.billing.assess_care import assess_care
from piperoll.billing.bill_care import CareBilledRun, bill_care
from piperoll.billing.credit_care import CareCredited, credit_care
from piperoll.billing.import_care import import_care
from piperoll.billing.models import CareAssessment
from piperoll.billing.preview_care import preview_care
from piperoll.billing.request_backdating import request_backdating
from piperoll.billing.share_care import share_care
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.billing.care_forms import (
    AssessForm,
    BackdatingForm,
    BillCareForm,
    CareFileForm,
    CreditCareForm,
    ShareForm,
)
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading, Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, on_disk, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50
KINDS = dict(CareAssessment.KINDS)


@page(permission="see_invoices", section="Invoices")
@require_GET
def people(request: PageRequest) -> HttpResponse:
    """Everybody whose care is paid for."""
    after = (page_number(request) - 1) * A_PAGE
    rows = asking.people(on=timezone.localdate(), most=A_PAGE + 1, after=after)
    columns = [Column("Person"), Column("Pays"), Column("Last week told", "day"), Column("Last week billed", "day")]
    shown = masked(request, rows[:A_PAGE], reference="reference", name=NOT_NAMED)
    table = Table("Care", columns, map(_person, shown), caption_hidden=True, empty="Nobody was assessed yet.")
    pieces = {"table": table, "pages": pages(request, more=len(rows) > A_PAGE), "trail": _trail()}
    return render(request, "billing/care.html", pieces)


@page(permission="see_invoices", section="Invoices")
@require_GET
def person(request: PageRequest, reference: str) -> HttpResponse:
    """One person's assessments, shares, weeks, and what waits."""
    customer, today = by_reference(reference), timezone.localdate()
    latest = customer.care_assessments.filter(valid_from__lte=today).first()
    waiting = asking.waiting_for(customer.pk, on=today)
    pieces = {
        "reference": customer.reference,
        "heading": Heading(customer.name, "Care", tags=(Tag(KINDS[latest.kind]),) if latest else ()),
        "waiting": _waiting(waiting),
        "may_credit": any(row.due_pence < row.billed_pence for row in waiting)
        and asking.is_over(customer.pk, on=today),
        "weeks": _weeks(asking.weeks_of(customer.pk, on=today)),
        "assessments": _assessments(customer),
        "shares": _shares(customer),
        "account": Link("Their account", customer_address(customer.reference)),
        "trail": _trail(_care()),
    }
    return render(request, "billing/care_person.html", pieces)


@page(permission="assess_care", section="Invoices")
@require_http_methods(["GET", "POST"])
def assess(request: PageRequest, reference: str) -> HttpResponse:
    """What they were found able to pay."""
    return _act(request, reference, AssessForm, assess_care, "Record an assessment", "Record it")


@page(permission="share_care", section="Invoices")
@require_http_methods(["GET", "POST"])
def share(request: PageRequest, reference: str) -> HttpResponse:
    """What another body bears."""
    return _act(request, reference, ShareForm, share_care, "Share the cost", "Share it")


@page(permission="request_backdating", section="Invoices")
@require_http_methods(["GET", "POST"])
def backdate(request: PageRequest, reference: str) -> HttpResponse:
    """Ask that weeks further back than the limit be billed."""
    customer = by_reference(reference)
    form = BackdatingForm(request.POST, request.FILES) if request.method == "POST" else BackdatingForm()
    if form.is_valid():
        told = form.cleaned_data
        document = told.pop("document")
        try:
            asked = request_backdating(
                customer=customer.reference, files=[document] if document else [], **told, **deed(request)
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = "They may be billed." if asked.state == "approved" else "It waits for somebody else to decide."
            return done(request, said, "request", asked.request)
    back = Link(customer.name, reverse("care_person", args=[customer.reference]))
    pieces = {"form": form, "title": "Ask to bill far back", "button_words": "Ask", "trail": _trail(_care(), back)}
    return render(request, "billing/form.html", pieces)


@page(permission="credit_care", section="Invoices")
@require_http_methods(["GET", "POST"])
def credit(request: PageRequest, reference: str) -> HttpResponse:
    """What was billed too much of a care that is over."""
    return _act(request, reference, CreditCareForm, credit_care, "Credit what was too much", "Ask for it", _credited)


@page(permission="import_care", section="Invoices")
@require_http_methods(["GET", "POST"])
def from_file(request: PageRequest) -> HttpResponse:
    """The weeks of a file."""
    form = CareFileForm(request.POST, request.FILES) if request.method == "POST" else CareFileForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with on_disk(upload) as path:
                took = import_care(file=path, name=upload.name, **deed(request))
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            said = f"{count(took.taken, 'week')} taken, {took.known_before:,} known, {took.rejected:,} not taken."
            return done(request, said, "run", took.run)
    pieces = {"form": form, "title": "Take in care", "button_words": "Take it in", "trail": _trail(_care())}
    return render(request, "billing/file_form.html", pieces)


@page(permission="bill_care", section="Invoices")
@require_http_methods(["GET", "POST"])
def bill(request: PageRequest) -> HttpResponse:
    """Bill the weeks up to a Sunday, or keep it as a preview."""
    form = (
        BillCareForm(request.POST) if request.method == "POST" else BillCareForm(initial={"weeks_to": _last_sunday()})
    )
    if form.is_valid():
        weeks_to = form.cleaned_data["weeks_to"]
        if "preview" in request.POST:
            made = said_or_refused(request, lambda: preview_care(weeks_to=weeks_to, **deed(request)), _would)
            return redirect("preview", made.preview) if made else redirect("bill_care")
        billed = said_or_refused(request, lambda: bill_care(weeks_to=weeks_to, **deed(request)), _billed)
        return redirect("run", billed.run) if billed else redirect("bill_care")
    return render(request, "billing/bill_care.html", {"form": form, "trail": _trail(_care())})


def _act(
    request: PageRequest, reference: str, form_class: type[forms.Form], verb: Any, title: str, button: str,
    said: Callable[[Any], str] = lambda _: "It is on record.",
) -> HttpResponse:  # fmt: skip
    customer = by_reference(reference)
    form = form_class(request.POST) if request.method == "POST" else form_class()
    if form.is_valid():
        try:
            outcome = verb(customer=customer.reference, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, said(outcome), "care_person", customer.reference)
    back = Link(customer.name, reverse("care_person", args=[customer.reference]))
    pieces = {"form": form, "title": title, "button_words": button, "trail": _trail(_care(), back)}
    return render(request, "billing/form.html", pieces)


def _last_sunday() -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.isoweekday())


def _would(made: Any) -> str:
    return f"{count(made.invoices, 'invoice')} would be raised."


def _billed(made: CareBilledRun) -> str:
    parts = [f"{count(made.invoices, 'invoice')} raised, {pounds(made.gross_pence)} to collect."]
    parts += [f"{count(made.adjusted, 'week')} put right."] if made.adjusted else []
    parts += [f"{count(made.held, 'week')} too far back: asked for under Approvals."] if made.held else []
    parts += [f"{count(made.lines_held, 'week')} flagged: preview it to look at them."] if made.lines_held else []
    parts += [f"{count(made.carried, 'week')} in their favour, taken off a later bill."] if made.carried else []
    return " ".join(parts)


def _credited(made: CareCredited) -> str:
    issued = [one.number for one in made.requests if one.number]
    waiting = len(made.requests) - len(issued)
    parts = [f"{pounds(made.pence)} was billed too much."]
    parts += [f"Issued: {', '.join(issued)}."] if issued else []
    parts += [f"{count(waiting, 'request')} to be decided by somebody else."] if waiting else []
    return " ".join(parts)


def _pays(kind: str | None, weekly_pence: int | None) -> str:
    if kind is None:
        return "Not assessed"
    return f"{pounds(weekly_pence or 0)} a week" if kind == "partial" else KINDS[kind]


def _person(row: Any) -> list[object]:
    name = Noted(Link(row.name, reverse("care_person", args=[row.reference])), row.reference)
    return [name, _pays(row.kind, row.weekly_pence), row.last_week, row.last_billed]


def _waiting(rows: list[Any]) -> Table:
    columns = [Column("Week of", "day"), Column("Billed to"), Column("Why"), Column("Comes to", "money"),
               Column("Billed", "money"), Column("State")]  # fmt: skip
    listed = [
        [r.week_starts_on, r.bearer, f"{r.description}: {r.reason}", r.due_pence, r.billed_pence,
         _waits(r)]
        for r in rows
    ]  # fmt: skip
    return Table("To be billed or put right", columns, listed, empty="Every week told is billed as it should be.")


def _waits(row: Any) -> object:
    if row.held:
        return Noted(Tag("Held back", "red"), row.held)
    return Tag("To bill", "yellow") if row.due_pence > row.billed_pence else Tag("In their favour", "blue")


def _weeks(rows: list[Any]) -> Table:
    columns = [Column("Week of", "day"), Column("Care"), Column("Units", "count"), Column("Cost", "money"),
               Column("They were billed", "money"), Column("Others were billed", "money")]  # fmt: skip
    listed = [
        [r.week_starts_on, r.description, f"{r.units.normalize():f}", r.cost_pence, r.own_pence, r.others_pence]
        for r in rows
    ]
    return Table("Weeks", columns, listed, empty="No care was told yet.")


def _assessments(customer: Any) -> Table:
    columns = [Column("From", "day"), Column("Pays"), Column("Decided", "day"), Column("Why")]
    rows = [
        Row([a.valid_from, _pays(a.kind, a.weekly_pence), a.decided_on, a.reason], quiet=place > 0)
        for place, a in enumerate(customer.care_assessments.all()[:20])
    ]
    return Table("Assessments", columns, rows, empty="They were never assessed, so nothing is charged.")


def _shares(customer: Any) -> Table:
    columns = [Column("Payer"), Column("Bears"), Column("From", "day"), Column("To", "day"), Column("Why")]
    rows = [
        [Link(s.payer.name, customer_address(s.payer.reference)), f"{s.percent.normalize():f}%", s.valid_from,
         s.valid_to, s.reason]
        for s in customer.care_shares.select_related("payer")
    ]  # fmt: skip
    return Table("Others who bear a part", columns, rows, empty="Nobody else bears a part.")


def _care() -> Link:
    return Link("Care", reverse("care"))


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Invoices", reverse("invoices")), *more)
