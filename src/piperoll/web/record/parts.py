"""The parts of a customer's record side by side, and a page that asks before it acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from piperoll.customers.models import Customer
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.rules import FLAGS
from piperoll.safeguards.telling import Telling, telling
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, Tabs, breadcrumbs
from piperoll.web.components.status import Heading, Tag
from piperoll.web.components.wording import day

PARTS = {
    "Account": "",
    "All they owe": "owes/",
    "Recovery": "recovery/",
    "Case": "case/",
    "Arrangements": "arrangements/",
    "Direct Debits": "direct-debits/",
    "Who and where": "details/",
    "People who act for them": "people/",
    "Flags and holds": "safeguards/",
    "History": "history/",
}
Outcome = TypeVar("Outcome")


def record_tabs(reference: str, current: str) -> Tabs:
    """The parts of a record, the one shown marked."""
    links = [Link(name, customer_address(reference) + place) for name, place in PARTS.items()]
    return Tabs("Parts of this record", links, current)


def part_address(customer: Customer, name: str) -> str:
    """Where a part of a customer's record is."""
    return customer_address(customer.reference) + PARTS[name]


def protections(who_may: Telling) -> tuple[Tag, ...]:
    """What stands of flags and holds, so that no part of a record is read without them."""
    return (
        *(Tag(FLAGS[flag], "purple") for flag in who_may.flags),
        *(Tag(hold, "orange") for hold in who_may.holds),
    )


def part(request: Any, customer: Customer, name: str, *pieces: object) -> HttpResponse:
    """Show a part of the record: its pieces one under another, under what protects them."""
    who_may = telling(customer, timezone.localdate())
    shown = {
        "title": name,
        "customer": customer,
        "trail": breadcrumbs(Link("Customers", "/customers/")),
        "heading": Heading(customer.name, f"Customer {customer.reference}", tags=protections(who_may)),
        "tabs": record_tabs(customer.reference, name),
        "pieces": pieces,
    }
    return render(request, "record/part.html", shown)


def asked(
    request: Any,
    customer: Customer,
    form: forms.BaseForm,
    *,
    title: str,
    about: str = "",
    button: str,
    back: str,
    act: Callable[[dict[str, Any]], Outcome],
    says: Callable[[Outcome], str],
    is_well: Callable[[Outcome], bool] = lambda outcome: True,
    then: Callable[[Outcome], str] | None = None,
) -> HttpResponse:
    """Ask what a verb needs, do it, and go `back` to the part it changed; a refusal stands at its field.

    What was done but answers no (a caller who may not be told) is not `is_well`. `then` says where to go on to,
    where that is not back.
    """
    there = part_address(customer, back)
    if form.is_valid():
        try:
            outcome = act(form.cleaned_data)
            (messages.success if is_well(outcome) else messages.error)(request, says(outcome))
            return redirect(then(outcome) if then else there)
        except Refused as refusal:
            if not refusal.exit_code:
                messages.info(request, refusal.sentence)
                return redirect(there)
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
    shown = {
        "title": title,
        "about": about,
        "button": button,
        "form": form,
        "customer": customer,
        "trail": breadcrumbs(
            Link("Customers", "/customers/"),
            Link(customer.name, customer_address(customer.reference)),
            Link(back, there),
        ),
    }
    return render(request, "record/ask.html", shown)


def lasts(row: Any) -> str:
    """The days between which something holds."""
    return f"{day(row.valid_from)} to {day(row.valid_to)}" if row.valid_to else f"From {day(row.valid_from)}"
