"""Finding any receipt, across years."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from piperoll.receipting.finding import FOUND_AT_MOST, Found, find
from piperoll.web.components.fields import DatePartsField, PenceField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.doors import page
from piperoll.web.money_in.wording import NOBODY, STATE_TAGS, first_words


class FindForm(forms.Form):
    """What is known of a receipt; any of it will do."""

    words = forms.CharField(
        label="Words", max_length=120, required=False,
        help_text="Of the payer, the narrative or a reference; the beginning of each is enough",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    amount = PenceField(label="Sum", required=False, min_pence=-(10**13), help_text="Just that sum, in or out")
    since = DatePartsField(label="From", required=False)
    until = DatePartsField(label="Until", required=False)


@page(permission="see_receipts", section="Money in")
@require_GET
def find_receipt(request: HttpRequest) -> HttpResponse:
    """What is known, and what fits it."""
    form = FindForm(request.GET or None, use_required_attribute=False)
    found: Found | None = None
    if form.is_valid():
        told = form.cleaned_data
        found = find(words=told["words"], pence=told["amount"], since=told["since"], until=told["until"])
    pieces = {
        "form": form,
        "table": _table(found) if found else "",
        "more": f"More than {FOUND_AT_MOST} fit. Add words, a sum or days to see fewer."
        if found and found.more
        else "",
        "trail": breadcrumbs(Link("Money in", reverse("statements"))),
    }
    return render(request, "takings/find.html", pieces)


def _table(found: Found) -> Table:
    columns = [
        Column("Receipt"),
        Column("Received", "day"),
        Column("How"),
        Column("Sum", "money"),
        Column("Where it is"),
    ]
    return Table("Receipts found", columns, map(_row, found.receipts), empty="No receipt is like that.")


def _row(row: Any) -> list[object]:
    payer = Link(row.payer_name or NOBODY, reverse("receipt", args=[row.id]))
    how = Noted(row.method or "Bank", row.code)
    return [
        Noted(payer, first_words(row.narrative or "")),
        row.received_on,
        how,
        row.amount_pence,
        STATE_TAGS[row.state],
    ]
