"""Bankings: what was paid in, what the bank has shown of it, what is in each, and a payment that came back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import Taking
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.takings import queries
from piperoll.takings.return_unpaid import return_unpaid
from piperoll.web.components.fields import DatePartsField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading, Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.receipts import found_or_404, heading, trail_to
from piperoll.web.money_in.tabs import tabs
from piperoll.web.money_in.wording import NOBODY, STATE_TAGS, customer_link
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

SECTION = "Money in"
MOST_SHOWN = 2_000


class ReturnedForm(forms.Form):
    """When and why a payment came back."""

    returned_on = DatePartsField(label="Day the bank took it back", help_text="As the bank’s statement or advice says")
    reason = forms.CharField(
        label="Why it came back", max_length=200, help_text="Like: refer to drawer, payment stopped, account closed",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


@page(permission="see_receipts", section=SECTION)
@require_GET
def bankings(request: PageRequest) -> HttpResponse:
    """Everything paid in, the newest first, and what the bank has not shown of it."""
    found, more = queries.bankings(page=page_number(request))
    figures = [
        Figure(pounds(row.pence), f"{row.name}, not yet shown by the bank") for row in queries.holding() if row.pence
    ]
    columns = [
        Column("Banking"), Column("Paid in", "day"), Column("Into"), Column("Payments", "count"),
        Column("Sum", "money"), Column("At the bank"),
    ]  # fmt: skip
    table = Table("Paid in", columns, map(_banking, found), empty="Nothing was paid in yet.")
    pieces = {
        "figures": Figures(tuple(figures)) if figures else "",
        "differences": _differences(queries.cash_ups()),
        "tills": _tills(queries.tills(), may_count="cash_up" in request.actor.may),
        "table": table,
        "pages": pages(request, more=more),
        "tabs": tabs(request, "bankings"),
    }
    return render(request, "takings/bankings.html", pieces)


@page(permission="see_receipts", section=SECTION)
@require_GET
def banking(request: PageRequest, number: int) -> HttpResponse:
    """One banking: its slip, whether the bank has shown it, and where each payment's money is."""
    shown = queries.banking(number)
    if shown is None:
        raise Http404
    inside = masked(request, queries.contents(number)[:MOST_SHOWN], customer=NOT_NAMED, payer_name=NOT_NAMED)
    may_return = "return_unpaid" in request.actor.may
    columns = [Column("Payment"), Column("Number"), Column("Amount", "money"), Column("Where it is")]
    tag = Tag("Shown by the bank", "green") if shown.shown_on else Tag("Not yet shown by the bank", "yellow")
    since = "Owed since" if shown.amount_pence < 0 else "Paid in on"
    pieces = {
        "shown": shown,
        "heading": Heading(
            f"{shown.method}, slip {shown.slip}", f"{since} {day(shown.banked_on)} by {shown.by_name}",
            Figure(pounds(shown.amount_pence), count(shown.takings, "payment")), (tag,),
        ),
        "shown_by": Link(f"The bank’s line of {day(shown.shown_on)}", reverse("receipt", args=[shown.shown_by]))
        if shown.shown_by
        else "",
        "waiting": any(row.state == "new" and row.open_pence > 0 for row in inside),
        "table": Table("In it", columns, [_taking(row, may_return=may_return) for row in inside]),
        "trail": breadcrumbs(Link("Money in", reverse("statements")), Link("Paid in", reverse("bankings"))),
    }  # fmt: skip
    return render(request, "takings/banking.html", pieces)


@page(permission="return_unpaid", section=SECTION)
@require_http_methods(["GET", "POST"])
def returned(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Say that the bank took a payment back."""
    shown = found_or_404(receipt_id)
    form = ReturnedForm(
        request.POST or None, initial={"returned_on": timezone.localdate()}, use_required_attribute=False
    )
    if form.is_valid():
        given = deed(request) | {"on": form.cleaned_data["returned_on"]}
        try:
            back = return_unpaid(receipt=receipt_id, reason=form.cleaned_data["reason"], **given)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            owed = f" {count(back.placements_undone, 'placement')} undone: what it paid is owed again." * bool(
                back.placements_undone
            )
            return done(request, f"{pounds(back.pence)} was returned unpaid.{owed}", "receipt", receipt_id)
    taking = Taking.objects.select_related("banked").filter(pk=receipt_id).first()
    if taking is None or not hasattr(taking, "banked"):
        raise Http404
    pieces = {
        "heading": heading(shown),
        "form": form,
        "trail": trail_to(shown, Link(f"Receipt {shown.id}", reverse("receipt", args=[shown.id]))),
    }
    return render(request, "takings/returned.html", pieces)


def _differences(found: list[Any]) -> Table | str:
    columns = [
        Column("Cash-up"),
        Column("Counted", "day"),
        Column("By"),
        Column("Why"),
        Column("Over or short", "money"),
    ]
    rows = [
        [
            Link(f"{row.id}, till {row.till}", reverse("cash_up", args=[row.id])),
            row.counted_on, row.counted_by, row.reason, row.difference_pence,
        ]
        for row in found
    ]  # fmt: skip
    return Table("Differences that wait for somebody else", columns, rows) if rows else ""


def _tills(found: list[Any], *, may_count: bool) -> Table | str:
    columns = [
        Column("Till"),
        Column("Into"),
        Column("Since", "day"),
        Column("Receipts", "count"),
        Column("Cash", "money"),
    ]
    rows = [
        [Link(f"Count {row.till}", reverse("count_till", args=[row.till, row.code])) if may_count else row.till,
         row.code, row.since, row.takings, row.pence]
        for row in found
    ]  # fmt: skip
    return Table("In tills, not counted yet", columns, rows) if rows else ""


def _banking(row: Any) -> list[object]:
    title = Noted(Link(f"Slip {row.slip}", reverse("banking", args=[row.id])), row.method)
    at_bank: object = Tag("Shown", "green") if row.shown_on else Tag("Not yet", "yellow")
    notes = [day(row.shown_on)] if row.shown_on else []
    notes += [f"{row.returned} returned unpaid"] if row.returned else []
    return [title, row.banked_on, row.code, row.takings, row.amount_pence, Noted(at_bank, "; ".join(notes))]


def _taking(row: Any, *, may_return: bool) -> Row:
    payer = Noted(Link(row.payer_name or NOBODY, reverse("receipt", args=[row.receipt_id])), row.reference)
    return Row([payer, row.number, row.amount_pence, _where(row, may_return)], quiet=row.returned_on is not None)


def _where(row: Any, may_return: bool) -> object:
    if row.returned_on:
        return Noted(Tag("Returned unpaid", "red"), day(row.returned_on))
    where: object = STATE_TAGS[row.state]
    if row.customer and row.state == "placed":
        where = customer_link(row.customer, row.customer_reference)
        where = Noted(where, f"and {row.many - 1} more") if row.many > 1 else where
    if not may_return or row.amount_pence < 0:
        return where if row.state == "placed" or not row.reason else Noted(where, row.reason)
    back = Link(
        "Returned unpaid", reverse("return_unpaid", args=[row.receipt_id]), f"receipt {row.receipt_id}", quiet=True
    )
    return Noted(where, back)
