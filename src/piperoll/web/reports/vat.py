"""The VAT return's output boxes for a period, and unpaid VAT that could be had back."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.reporting.vat_return import Relief, VatReturn, reliefs, vat_return
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.as_at import DayField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.seeing import masked

_BOX = {"class": "govuk-input--width-10"}


class PeriodForm(forms.Form):
    """A period."""

    since = DayField(label="From", widget=forms.TextInput(attrs=_BOX))
    until = DayField(label="To", widget=forms.TextInput(attrs=_BOX))


@page(permission="see_reports", section="Reports")
@require_GET
def vat(request: PageRequest) -> HttpResponse:
    """A month's figures, or another period's; and today's relief list."""
    today = timezone.localdate()
    last = today.replace(day=1) - timedelta(days=1)
    asked = {"since": request.GET.get("since", ""), "until": request.GET.get("until", "")}
    form = PeriodForm(asked if any(asked.values()) else {"since": day(last.replace(day=1)), "until": day(last)})
    pieces: dict[str, object] = {"trail": breadcrumbs(Link("Reports", "/reports/")), "relief": _relief(request, today)}
    if form.is_valid():
        try:
            told = vat_return(**form.cleaned_data)
            pieces |= {"codes": _codes(told), "boxes": _boxes(told), "nine": _nine(told)}
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    return render(request, "reports/vat.html", pieces | {"form": form})


def _boxes(told: VatReturn) -> Summary:
    facts = [
        Fact("Period", f"{day(told.since)} to {day(told.until)}, by tax point"),
        Fact("VAT invoices in full", f"{told.full:,}"),
        Fact("Small enough for the simplified form", f"{told.simplified:,}"),
    ]
    return Summary(facts, title="What was counted")


def _nine(told: VatReturn) -> Table:
    columns = [Column("Box"), Column("From these books", "money"), Column("To be added")]
    rows = [[f"{box.number} {box.name}", box.pence, box.beside] for box in told.boxes]
    return Table("The nine boxes", columns, rows)


def _codes(told: VatReturn) -> Table:
    columns = [Column("VAT code"), Column("Rate", "count"), Column("Counts in box 6"), Column("Net", "money"),
               Column("VAT", "money"), Column("Credited, net", "money")]  # fmt: skip
    rows = [
        [f"{c.vat_code} {c.name}", f"{(c.vat_rate * 100).normalize():f}%", "Yes" if c.is_supply else "No, not a supply",
         c.net_pence, c.vat_pence, c.credited_net_pence or None]
        for c in told.codes
    ]  # fmt: skip
    return Table("By VAT code", columns, rows, empty="Nothing has its tax point in this period.")


def _relief(request: PageRequest, today: date) -> Table:
    found = masked(request, reliefs(on=today, most=200), reference="customer_ref")
    columns = [Column("Invoice"), Column("Customer"), Column("Unpaid", "money"), Column("VAT in it", "money"),
               Column("From", "day"), Column("Until", "day")]  # fmt: skip
    return Table("VAT of bad debts that could be had back", columns, map(_line, found),
                 empty="No unpaid VAT can be had back today.")  # fmt: skip


def _line(one: Relief) -> list[object]:
    whom = Noted(Link(one.customer, customer_address(one.customer_ref)), one.customer_ref)
    number = Link(one.number, invoice_address(one.number))
    lost = f"{pounds(one.written_off_pence)} written off" if one.written_off_pence else "Not written off yet"
    return [number, whom, Noted(pounds(one.open_pence), lost), one.vat_pence, one.claim_from, one.claim_by]
