"""Standing orders: a customer's own, and the report of what should have come and did not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting import standing_orders as asking
from piperoll.receipting.add_standing_order import add_standing_order
from piperoll.receipting.end_standing_order import end_standing_order
from piperoll.receipting.models import StandingOrder
from piperoll.web.addresses import customer_address
from piperoll.web.components.fields import DatePartsField, PenceField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.record.seeing import masked

A_PAGE = 200
FREQUENCIES = dict(StandingOrder.FREQUENCIES)


class StandingOrderForm(forms.Form):
    """What a customer told us of a standing order."""

    amount_pence = PenceField(label="How much each time")
    frequency = forms.ChoiceField(label="How often", choices=StandingOrder.FREQUENCIES, initial="monthly")
    first_on = DatePartsField(label="First day", help_text="Like 1 12 2026")
    told_by = forms.CharField(max_length=200, label="Who told us, and how", help_text="Like Mrs Pugh, on the telephone")


class EndForm(forms.Form):
    """The last day of a standing order."""

    ends_on = DatePartsField(label="Last day on which it may pay", help_text="Like 31 12 2026")
    reason = forms.CharField(max_length=200, label="Why it ends")


@page(permission="see_receipts", section="Customers")
@require_GET
def of_customer(request: PageRequest, reference: str) -> HttpResponse:
    """What we expect of a customer by standing order."""
    customer = by_reference(reference)
    rows = asking.of_customer(customer.pk, on=timezone.localdate())
    may = request.actor.may
    pieces = {
        "customer": customer,
        "table": _orders(rows, reference, timezone.localdate(), may_end="end_standing_order" in may),
        "trail": _trail(customer),
    }
    return render(request, "money_in/standing_orders.html", pieces)


@page(permission="add_standing_order", section="Customers")
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, reference: str) -> HttpResponse:
    """Expect another."""
    customer = by_reference(reference)
    form = StandingOrderForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            added = add_standing_order(customer=customer.reference, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            said = f"{pounds(added.amount_pence)} is expected from {day(added.first_on)}."
            return done(request, said, "standing_orders", customer.reference)
    return _ask(request, customer, form, "Add a standing order", "Add it")


@page(permission="end_standing_order", section="Customers")
@require_http_methods(["GET", "POST"])
def end(request: PageRequest, reference: str, order: int) -> HttpResponse:
    """Expect nothing more of one."""
    customer = by_reference(reference)
    form = EndForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            ended = end_standing_order(order=order, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            said = f"Nothing is expected of it after {day(ended.ends_on)}."
            return done(request, said, "standing_orders", customer.reference)
    return _ask(request, customer, form, "End a standing order", "End it")


@page(permission="see_reports", section="Reports")
@require_GET
def expected(request: PageRequest) -> HttpResponse:
    """What should have come and did not, and what should come in the next weeks."""
    today = timezone.localdate()
    gone = asking.missing(on=today)
    columns = [Column("Customer"), Column("Should have come", "day"), Column("How often"), Column("Sum", "money")]
    rows = [_missing(row) for row in masked(request, gone[:A_PAGE])]
    weeks = [[row.week_starts_on, row.payments, row.amount_pence] for row in asking.expected(on=today)]
    ahead = [Column("Week of", "day"), Column("Payments", "count"), Column("Should bring", "money")]
    pieces = {
        "heading": Heading("Standing orders", "What should have come", Figure(f"{len(gone):,}", "missing")),
        "missing": Table("Missing", columns, rows, empty="Every payment that was due in the last three months came."),
        "ahead": Table("The next eight weeks", ahead, weeks, empty="No standing order is due."),
        "more": count(len(gone) - A_PAGE, "payment") if len(gone) > A_PAGE else "",
        "trail": breadcrumbs(Link("Reports", "/reports/")),
    }
    return render(request, "reports/standing_orders.html", pieces)


def _missing(row: Any) -> list[object]:
    where = reverse("standing_orders", args=[row.customer_reference])
    often = FREQUENCIES[row.frequency]
    whom = Noted(Link(row.customer, where), row.customer_reference)
    return [whom, row.expected_on, Noted(often, f"{row.times} missing") if row.times > 1 else often, row.amount_pence]


def _orders(rows: list[Any], reference: str, today: date, *, may_end: bool) -> Table:
    columns = [
        Column("How often"),
        Column("Each time", "money"),
        Column("Next", "day"),
        Column("Last"),
        Column("State"),
    ]
    return Table(
        "Standing orders", columns, [_order(row, reference, today, may_end) for row in rows], caption_hidden=True,
        empty="They told us of no standing order.",
    )  # fmt: skip


def _order(row: Any, reference: str, today: date, may_end: bool) -> Row:
    over = row.ends_on is not None and row.ends_on < today
    state: object = Tag("Ended", "grey") if over else Tag("Expected", "blue")
    if row.ends_on:
        state = Noted(state, f"{day(row.ends_on)}: {row.why_ended}")
    elif may_end:
        state = Noted(state, Link("End", reverse("end_standing_order", args=[reference, row.id]), f"number {row.id}"))
    often = Noted(FREQUENCIES[row.frequency], f"From {day(row.first_on)}; {row.told_by}")
    return Row([often, row.amount_pence, row.next_on, _last(row, today), state], quiet=over)


def _last(row: Any, today: date) -> object:
    if row.last_on is None:
        return "None was due yet"
    if row.receipt_id:
        return Noted(Tag("Came", "green"), Link(day(row.last_on), reverse("receipt", args=[row.receipt_id])))
    late = today - row.last_on > asking.DAYS_LATE
    return Noted(Tag("Missing", "red") if late else Tag("On its way", "yellow"), day(row.last_on))


def _refuse(form: forms.Form, refusal: Refused) -> None:
    field = refusal.facts.get("field")
    form.add_error(field if field in form.fields else None, refusal.sentence)


def _ask(request: PageRequest, customer: Any, form: forms.Form, title: str, button: str) -> HttpResponse:
    back = Link("Standing orders", reverse("standing_orders", args=[customer.reference]))
    pieces = {"customer": customer, "form": form, "title": title, "button": button, "trail": _trail(customer, back)}
    return render(request, "record/ask.html", pieces)


def _trail(customer: Any, *more: Link) -> Any:
    return breadcrumbs(
        Link("Customers", "/customers/"), Link(customer.name, customer_address(customer.reference)), *more
    )
