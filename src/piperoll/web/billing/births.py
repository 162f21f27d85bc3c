"""When somebody was born whom an invoice is for: recorded on a page of its own, with what was recorded before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from piperoll.billing.queries import numbered
from piperoll.billing.record_birth_date import history, record_birth_date
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import invoice_address
from piperoll.web.components.fields import DatePartsField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import day, moment
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.names import names_of

SEES = "see_birth_dates"


class BirthForm(forms.Form):
    """A date of birth."""

    born_on = DatePartsField(label="Date of birth", help_text="Like 12 3 2014. Ask for it; do not guess")


@page(permission="record_birth_date", section="Invoices")
@require_http_methods(["GET", "POST"])
def birth(request: PageRequest, number: str) -> HttpResponse:
    """Record it; a later one takes the place of the one before."""
    invoice = numbered(number)
    form = BirthForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            recorded = record_birth_date(invoice=invoice.number, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error("born_on", refusal.sentence)
        else:
            return done(request, f"The date of birth of {recorded.name} is recorded.", "invoice", invoice.number)
    trail = breadcrumbs(Link("Invoices", reverse("invoices")), Link(invoice.number, invoice_address(invoice.number)))
    pieces = {"form": form, "shown": invoice, "trail": trail, "before": _before(request, invoice.number)}
    return render(request, "billing/birth.html", pieces)


def for_whom(invoice: Any, may: frozenset[str]) -> str:
    """Whom an invoice is for, and when they were born, as far as somebody may see it."""
    if not invoice.service_user or not invoice.born_on:
        return str(invoice.service_user)
    return f"{invoice.service_user}, born {shown(invoice.born_on, may)}"


def shown(born_on: date, may: frozenset[str]) -> str:
    """A date of birth, or that there is one."""
    return day(born_on) if SEES in may else "•• ••• ••••"


def _before(request: PageRequest, number: str) -> Table | str:
    found = list(history(number))
    names = names_of(one.run.by_username for one in found)
    rows = [
        [shown(one.born_on, request.actor.may), moment(one.run.started_at), names[one.run.by_username]] for one in found
    ]
    return Table("Recorded so far", [Column("Date of birth"), Column("Recorded"), Column("By")], rows) if rows else ""
