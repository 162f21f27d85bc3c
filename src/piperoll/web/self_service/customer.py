"""Asking for a customer, those like them shown first; and finding one that is there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.authority import queries
from piperoll.billing.request_customer import ACT, details_of, likely_for, request_customer
from piperoll.billing.self_service import whom_to_bill
from piperoll.foundations.refusals import Refused
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.table import Column, Table
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.self_service.forms import AskForCustomerForm, FindForm


@page(permission="request_customer", section="Your requests")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest) -> HttpResponse:
    """Fill it in; whoever is like them is shown before it is sent."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form, alike = AskForCustomerForm(request.actor, *posted, initial=_initial(request)), []
    if form.is_valid():
        told = form.cleaned_data
        try:
            details = form.details().tidied()
            alike = likely_for(details, on=timezone.localdate(), by=request.actor)
            if not alike or told["somebody_else"]:
                asked = request_customer(
                    service=told["service"], details=details, reason=told["reason"], why=told["why"],
                    somebody_else=told["somebody_else"], files=[told["document"]] if told["document"] else [],
                    instead_of=told["instead_of"], **deed(request),
                )  # fmt: skip
                said = (
                    f"Customer {asked.reference} is added." if asked.reference else "It waits for somebody to decide."
                )
                return done(request, said, "request", asked.request)
            form.add_error("somebody_else", "Look at the customers like this one, and tick the box if none is theirs")
        except Refused as refusal:
            form.refuse(refusal)
    if not alike and not form.data.get("somebody_else"):
        del form.fields["somebody_else"]
    pieces = {"form": form, "alike": _alike(alike), "trail": trail()}
    return render(request, "self_service/customer.html", pieces)


@page(permission="request_invoice", section="Your requests")
@require_GET
def find(request: PageRequest) -> HttpResponse:
    """Customers a service may bill, no more of each than it takes to choose."""
    form = FindForm(request.GET or None, use_required_attribute=False)
    pieces = {"form": form, "table": _found(request, form) if form.is_valid() else "", "trail": trail()}
    return render(request, "self_service/find.html", pieces)


def trail(*more: Link) -> Any:
    """The way back to one's requests."""
    return breadcrumbs(Link("Your requests", reverse("your_requests")), *more)


def _initial(request: PageRequest) -> dict[str, Any]:
    """What an earlier request of one's own said, when it is to be asked for again."""
    again = request.GET.get("again", "")
    if not again.isdigit():
        return {}
    earlier = queries.request_for(request.actor, int(again))
    if earlier.act != ACT or earlier.asked_by_id != request.actor.user_id:
        return {}
    told = vars(details_of(earlier)) | {"service": earlier.service.code, "reason": earlier.reason, "why": earlier.why}
    return told | ({"instead_of": earlier.pk} if earlier.standing.state in ("waiting", "returned") else {})


def _found(request: PageRequest, form: FindForm) -> Table:
    words, postcode = form.cleaned_data["q"], form.cleaned_data["postcode"]
    found = whom_to_bill(words, postcode, on=timezone.localdate(), by=request.actor)
    bill = reverse("request_invoice")
    rows = [[Link(one.name, f"{bill}?customer={one.reference}"), one.reference, one.area] for one in found]
    empty = f"Nobody your service may bill is found by “{words}”."
    columns = [Column("Customer"), Column("Reference"), Column("Area")]
    return Table("Customers found", columns, rows, caption_hidden=True, empty=empty)


def _alike(rows: list[Any]) -> Table | str:
    if not rows:
        return ""
    bill = reverse("request_invoice")
    listed = [
        [Link(row.name, f"{bill}?customer={row.reference}"), row.reference, (row.postcode or "").split(" ")[0],
         ", ".join(row.why).capitalize()]
        for row in rows
    ]  # fmt: skip
    columns = [Column("Customer"), Column("Reference"), Column("Area"), Column("What they share")]
    return Table("Is it one of these?", columns, listed)
