"""Recording what a customer disputes or asks, from their account or from one invoice."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.billing import queries as billing
from piperoll.customers.queries import by_reference
from piperoll.disputes.finding import codes_on
from piperoll.disputes.open_dispute import DisputeOpened, DisputeTold, open_dispute
from piperoll.disputes.rules import reference_of
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.disputes.forms import OpenForm
from piperoll.web.doors import PageRequest, done, page

MOST = 100


@page(permission="open_dispute", section="Customers")
@require_http_methods(["GET", "POST"])
def open_one(request: PageRequest, reference: str) -> HttpResponse:
    """Fill it in; the sum is held and the service is asked at once."""
    customer, chosen = by_reference(reference), request.GET.get("invoice", "")
    invoices = [_choice(row) for row in billing.of_customer(customer.pk, most=MOST)]
    meant = [one for one in invoices if one[0] == chosen] or invoices
    form = OpenForm(meant, codes_on(timezone.localdate()), request.POST or None, initial={"kind": "dispute"})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("invoice", "kind", "code", "words", "line_number")}
        try:
            made = open_dispute(told=DisputeTold(**told, amount_pence=form.cleaned_data["amount"]), **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            return done(request, _said(made), "dispute", made.dispute)
    pieces = {
        "form": form if invoices else None,
        "heading": Heading("Record a dispute or query", customer.name),
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference))),
    }
    return render(request, "disputes/open.html", pieces)


def _choice(row: Any) -> tuple[str, str]:
    left = f"{pounds(row.open_pence)} open" if row.open_pence else "nothing open"
    return row.number, f"{row.number}, {row.service}, {day(row.invoiced_on)}: {left}"


def _said(made: DisputeOpened) -> str:
    held = f" {pounds(made.held_pence)} is held; the rest is still asked for." if made.held_pence else ""
    return f"{reference_of(made.dispute)}: {made.service} is to answer by {day(made.answer_by)}.{held}"
