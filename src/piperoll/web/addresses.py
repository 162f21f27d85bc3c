"""Where a customer and an invoice have their pages, for links from elsewhere."""

from __future__ import annotations

from urllib.parse import quote


def customer_address(reference: str) -> str:
    """The one-page account of a customer."""
    return f"/customers/{quote(reference, safe='')}/"


def invoice_address(number: str) -> str:
    """An invoice, by its number."""
    return f"/invoices/{quote(number, safe='')}/"
