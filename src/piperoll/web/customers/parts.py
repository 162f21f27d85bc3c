"""The pages of a long account: every open item, receipt, invoice or event, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from piperoll.billing import queries as billing
from piperoll.customers.merging import kept_for
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.receivables.queries import AsAt, standing
from piperoll.reporting import customer_account
from piperoll.web.addresses import customer_address
from piperoll.web.as_at import Asked, asked
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.wording import count
from piperoll.web.customers.tables import happenings, open_items_table, receipts_table
from piperoll.web.doors import PageRequest, page
from piperoll.web.invoices.wording import invoice_table
from piperoll.web.paging import page_number, pages

A_PAGE = 50


@page(permission="see_customers", section="Customers")
@require_GET
def open_items(request: PageRequest, reference: str) -> HttpResponse:
    """Every open item, the longest due first."""
    when, customer = _asked_of(request, reference)
    stands = standing(
        customer.pk, AsAt(when.on, None if when.is_now else when.known_at), most=A_PAGE, after=_passed_over(request)
    )
    more = stands.balance.items > _passed_over(request) + A_PAGE
    figure = Figure(pounds(stands.balance.net_pence), f"in {count(stands.balance.items, 'open item')}")
    table = open_items_table(stands.items, when.on, caption="Open items", hidden=True)
    return _shown(request, customer, when, "Open items", table, more, figure)


@page(permission="see_customers", section="Customers")
@require_GET
def receipts(request: PageRequest, reference: str) -> HttpResponse:
    """Every receipt on the account, the newest first."""
    when, customer = _asked_of(request, reference)
    found = customer_account.receipts(
        customer.pk, on=when.counts_to, known_at=when.known_at,
        most=A_PAGE + 1, after=_passed_over(request),
    )  # fmt: skip
    may_undo = "undo_placement" in request.actor.may and when.is_now
    table = receipts_table(found[:A_PAGE], customer.reference, may_undo=may_undo, caption="Receipts", hidden=True)
    return _shown(request, customer, when, "Receipts", table, _is_more(found))


@page(permission="see_customers", section="Customers")
@require_GET
def invoices(request: PageRequest, reference: str) -> HttpResponse:
    """Every invoice, the newest first."""
    when, customer = _asked_of(request, reference)
    found = billing.of_customer(customer.pk, most=A_PAGE + 1, after=_passed_over(request))
    table = invoice_table(
        found[:A_PAGE], when.on, with_customer=False, caption="Newest first", empty="Nothing has been billed yet."
    )
    return _shown(request, customer, when, "Invoices", table, _is_more(found))


@page(permission="see_customers", section="Customers")
@require_GET
def timeline(request: PageRequest, reference: str) -> HttpResponse:
    """Everything that happened, the newest first."""
    when, customer = _asked_of(request, reference)
    found = customer_account.timeline(
        customer.pk, on=when.counts_to, known_at=when.known_at, most=A_PAGE + 1, after=_passed_over(request)
    )
    return _shown(request, customer, when, "What happened", happenings(found[:A_PAGE]), _is_more(found))


def _asked_of(request: PageRequest, reference: str) -> tuple[Asked, Customer]:
    """The day asked about, and the customer, or whoever they stood merged into then."""
    when, customer = asked(request), by_reference(reference)
    kept = kept_for(customer, on=when.counts_to, known_at=when.known_at)
    return when, by_reference(kept.reference) if kept else customer


def _passed_over(request: PageRequest) -> int:
    return (page_number(request) - 1) * A_PAGE


def _is_more(found: Sequence[Any]) -> bool:
    return len(found) > A_PAGE


def _shown(
    request: PageRequest,
    customer: Customer,
    when: Asked,
    title: str,
    part: object,
    more: bool,
    figure: Figure | None = None,
) -> HttpResponse:
    caption = customer.name if when.is_now else f"{customer.name}, {when.words}"
    there = f"{customer_address(customer.reference)}{when.query}"
    pieces = {
        "title": title,
        "customer": customer,
        "heading": Heading(title, caption, figure),
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, there)),
        "part": part,
        "pages": pages(request, more=more),
    }
    return render(request, "customers/part.html", pieces)
