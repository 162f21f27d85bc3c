"""Where a customer, an invoice and what else credit is used for have their pages, for links from elsewhere."""

from __future__ import annotations

from django.urls import reverse

from piperoll.web.components.links import Link


def customer_address(reference: str) -> str:
    """The one-page account of a customer."""
    return reverse("customer", args=[reference])


def invoice_address(number: str) -> str:
    """An invoice, by its number."""
    return reverse("invoice", args=[number])


def request_link(number: int, may: frozenset[str]) -> Link | str:
    """The request something was asked for by; a link for whoever may see requests."""
    words = f"Request {number}"
    return Link(words, reverse("request", args=[number])) if "see_requests" in may else words


def use_address(reference: str) -> str:
    """What credit was used for, by its reference: a transfer, a refund or an invoice."""
    kind, _, number = reference.partition("-")
    if kind in ("TRANSFER", "REFUND") and number.isdigit():
        return reverse(kind.lower(), args=[int(number)])
    return invoice_address(reference)


def use_words(reference: str) -> str:
    """What credit did there, before its reference."""
    return {"TRANSFER": "moved by", "REFUND": "paid back by"}.get(reference.partition("-")[0], "paid invoice")
