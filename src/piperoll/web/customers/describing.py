"""Adding a customer, and changing what we know of one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from piperoll.customers.add_customer import AlreadyThere, add_customer
from piperoll.customers.change_customer import NothingChanged, change_customer, details_of
from piperoll.customers.queries import by_reference
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import customer_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.customers.forms import ChangeCustomerForm, NewCustomerForm
from piperoll.web.deeds import deed
from piperoll.web.doors import done, page


@page(permission="add_customer", section="Customers")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a customer; a namesake at the same postcode is shown first."""
    form, namesake = NewCustomerForm(request.POST or None, use_required_attribute=False), None
    if form.is_valid():
        somebody_else = form.cleaned_data["somebody_else"]
        try:
            added = add_customer(details=form.details(), somebody_else=somebody_else, **deed(request))
            return done(request, f"Customer {added.reference} is added.", customer_address(added.reference))
        except AlreadyThere as refusal:
            namesake = refusal.facts["reference"]
            form.add_error("name", refusal.sentence)
        except Refused as refusal:
            form.refuse(refusal)
    if not namesake and not form.data.get("somebody_else"):
        del form.fields["somebody_else"]
    pieces = {"form": form, "trail": _trail(), "namesake": _namesake(namesake) if namesake else ""}
    return render(request, "customers/add.html", pieces)


@page(permission="change_customer", section="Customers")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what we know of a customer from today."""
    customer = by_reference(reference)
    known = asdict(details_of(customer))
    form = ChangeCustomerForm(request.POST or None, initial=known, use_required_attribute=False)
    if form.is_valid():
        try:
            changed = change_customer(
                customer=customer.pk, details=form.details(**known), reason=form.cleaned_data["reason"], **deed(request)
            )
            named = _listed([name.replace("_", " ") for name in changed.fields])
            return done(request, f"Changed from today: {named}.", customer_address(customer.reference))
        except NothingChanged as refusal:
            return done(request, refusal.sentence, customer_address(customer.reference))
        except Refused as refusal:
            form.refuse(refusal)
    pieces = {
        "form": form,
        "customer": customer,
        "trail": _trail(Link(customer.name, customer_address(customer.reference))),
    }
    return render(request, "customers/change.html", pieces)


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Customers", "/customers/"), *more)


def _namesake(reference: str) -> object:
    there = Link(f"Open the account of {reference}", customer_address(reference))
    return element("div", together([there, " if it is the same customer."]), class_="govuk-inset-text")


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
