"""Finding a customer by whatever is in hand; an invoice's number goes straight to the invoice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from piperoll.billing import queries as billing
from piperoll.customers import queries
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.components.html import element
from piperoll.web.components.links import Link
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import page
from piperoll.web.record.seeing import visible

COLUMNS = [Column("Name"), Column("Reference"), Column("Address"), Column("Postcode")]


@page(permission="see_customers", section="Customers")
@require_GET
def customers(request: HttpRequest) -> HttpResponse:
    """Search as you type; with one answer and the search button, go there."""
    words = request.GET.get("q", "")[: queries.LONGEST]
    found, invoice = queries.search(words), billing.find(words)
    found = replace(found, customers=visible(request, found.customers))
    if not _is_typing(request) and len(found.customers) + bool(invoice) == 1:
        return redirect(invoice_address(invoice.number) if invoice else customer_address(found.customers[0].reference))
    pieces = {
        "finds_customers": True,
        "words": words,
        "invoice": _invoice(invoice) if invoice else "",
        "found": _table(found, words) if found.customers or not invoice else "",
        "more": found.more,
        "most": queries.MOST_FOUND,
        "asked": bool(words.strip()),
    }
    return render(request, "customers/customers.html", pieces)


def _is_typing(request: HttpRequest) -> bool:
    """Whether the page asks again by itself after a key, so that nobody is carried off while typing."""
    return request.headers.get("X-Requested-With") == "fetch"


def _invoice(invoice: Any) -> object:
    about = f" of {day(invoice.invoiced_on)} to {invoice.customer}"
    return element("p", "Invoice ", Link(invoice.number, invoice_address(invoice.number)), about, class_="govuk-body-l")


def _table(found: queries.Found, words: str) -> Table:
    empty = found.hint or f"Nobody is found by “{words.strip()}”. Try fewer letters, a postcode, or an invoice number."
    return Table("Customers found", COLUMNS, map(_row, found.customers), caption_hidden=True, empty=empty)


def _row(row: Any) -> list[object]:
    name: object = Link(row.name, customer_address(row.reference))
    if row.trading_as:
        name = Noted(name, f"trading as {row.trading_as}")
    if row.also:
        name = Noted(name, f"with {row.also} merged into it")
    return [name, row.reference, (row.lines or "").replace("\n", ", "), row.postcode]
