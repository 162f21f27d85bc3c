"""Debts whose time in law ends: those near it, and recording that somebody signed that they owe."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.components.fields import DatePartsField
from piperoll.web.components.links import Link
from piperoll.web.components.status import Figure, Figures, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.parts import asked
from piperoll.web.record.seeing import masked
from piperoll.web.recovery.tabs import tabs
from piperoll.web.recovery.wording import SECTION
from piperoll.write_offs import limitation
from piperoll.write_offs.record_acknowledgement import liable, record_acknowledgement

A_PAGE = 50
_TAGS = {
    0: Tag("Over", "grey"),
    3: Tag("3 months", "red"),
    6: Tag("6 months", "orange"),
    12: Tag("12 months", "yellow"),
}


class PaperForm(forms.Form):
    """Who signed what, when."""

    signed_by = forms.CharField(label="Who signed it", max_length=120)
    signed_on = DatePartsField(label="The day it was signed")
    paper = forms.CharField(label="What the paper is, and where it is kept", max_length=200)
    member = forms.ChoiceField(label="Which of those who owe it together signed", help_text="It binds nobody else")
    field_order = ("member", "signed_by", "signed_on", "paper")

    def __init__(self, *given: Any, together: list[Customer], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["member"].choices = [(one.reference, one.name) for one in together]  # type: ignore[attr-defined]
        if not together:
            del self.fields["member"]


@page(permission="see_recovery", section=SECTION)
@require_GET
def running_out(request: PageRequest) -> HttpResponse:
    """Those that end within a year, the first first."""
    today, chosen = timezone.localdate(), request.GET.get("months", "12")
    months = int(chosen) if chosen in map(str, limitation.WITHIN) else 12
    found = limitation.running_out(
        today, months=months, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )  # fmt: skip
    pieces = {
        "tabs": tabs(request, "time_in_law"),
        "figures": _figures(limitation.counts(today)),
        "table": _table(masked(request, found[:A_PAGE], name=NOT_NAMED), months),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "recovery/limitation.html", pieces)


def _figures(row: Any) -> Figures:
    here = reverse("time_in_law")
    return Figures(
        (
            Figure(pounds(row.over_pence), f"{count(row.over, 'debt')} out of time"),
            *(
                Figure(
                    pounds(getattr(row, f"in_{months}_pence")),
                    f"{count(getattr(row, f'in_{months}'), 'debt')} in {months} months", f"{here}?months={months}",
                )
                for months in limitation.WITHIN
            ),
        )
    )  # fmt: skip


def _table(rows: list[Any], months: int) -> Table:
    columns = [
        Column("Last day", "day"), Column("Within"), Column("Whose"), Column("Due", "day"), Column("Open", "money")
    ]  # fmt: skip
    lines = [
        [
            Noted(day(row.last_day), f"against {row.longer}") if row.longer else row.last_day, _TAGS[row.within],
            row.name if row.name == NOT_NAMED
            else Noted(Link(row.name, customer_address(row.customer_reference)), row.reference),
            row.due_on, row.open_pence,
        ]
        for row in rows
    ]  # fmt: skip
    empty = f"No open debt is out of time, or will be within {months} months."
    return Table("Debts", columns, lines, empty=empty, caption_hidden=True)


@page(permission="record_acknowledgement", section="Customers")
@require_http_methods(["GET", "POST"])
def acknowledge(request: PageRequest, reference: str) -> HttpResponse:
    """A signed paper, for all they owe."""
    customer = by_reference(reference)
    form = PaperForm(
        request.POST or None, together=liable(customer, timezone.localdate()), use_required_attribute=False
    )
    return asked(
        request, customer, form,
        title="Record a signed acknowledgement", button="Record it", back="Recovery",
        about="A paper they signed, saying that they owe it, begins the six years again for all that is open. A letter "
        "that asks for time counts; a call does not.",
        act=lambda told: record_acknowledgement(customer=reference, **told, **deed(request)),
        says=lambda made: f"{count(made.debts, 'debt')} acknowledged, in time until {day(made.last_day)} at least"
        + (f" against {made.member}, and nobody else." if made.member else "."),
        then=lambda made: reverse("before_a_claim", args=[reference]),
    )  # fmt: skip
