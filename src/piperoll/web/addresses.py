"""Where a customer and an invoice have their pages, for links from elsewhere."""

from __future__ import annotations

from django.urls import reverse


def customer_address(reference: str) -> str:
    """The one-page account of a customer."""
    return reverse("customer", args=[reference])


def invoice_address(number: str) -> str:
    """An invoice, by its number."""
    return reverse("invoice", args=[number])
