"""The words of collections on a page: states, tabs, kinds of reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.components.links import Link, Tabs
from piperoll.web.components.status import Tag
from piperoll.web.direct_debit.wording import mandate_address

SECTION = "Direct Debits"
PARTS = {
    "mandates": ("Mandates", "mandates"),
    "collections": ("Collections", "collection_runs"),
    "month": ("The month", "collection_month"),
    "reports": ("What came back", "bacs_reports"),
    "exceptions": ("Exceptions", "bacs_exceptions"),
    "claims": ("Claims", "claims"),
    "gocardless": ("GoCardless", "gocardless"),
}
CLAIM_TAGS = {
    "logged": Tag("To be looked at", "orange"),
    "challenged": Tag("Challenged", "blue"),
    "settled": Tag("Settled", "grey"),
    "won": Tag("Won", "green"),
    "withdrawn": Tag("Withdrawn", "grey"),
}
ENDS = {
    "dropped": Tag("Dropped", "grey"),
    "discarded": Tag("Discarded", "grey"),
    "rejected": Tag("Rejected", "red"),
    "withdrawn": Tag("Withdrawn", "grey"),
    "returned": Tag("Came back", "red"),
    "claimed": Tag("Claimed back", "red"),
    "refunded": Tag("Paid back", "red"),
}


def tabs(current: str) -> Tabs:
    """The parts of collecting, side by side."""
    links = [Link(title, reverse(address)) for title, address in PARTS.values()]
    return Tabs("Collecting", links, PARTS[current][0])


def mandate_of(row: Any) -> object:
    """The way to a row's mandate; its bare reference where the customer is not named, or there is none."""
    if not row.mandate_id or not row.name or row.name == NOT_NAMED:
        return row.reference
    return Link(row.reference, mandate_address(row.customer, row.mandate_id))


def run_tag(row: Any, today: date) -> Tag:
    """Where a collection run stands."""
    if row.what is None:
        return Tag("Waits for release", "orange")
    if row.what == "discarded":
        return Tag("Discarded", "grey")
    if row.serial:
        return Tag(f"In file {row.serial}", "green")
    if not row.for_bacs:
        whole = row.back >= row.chosen - row.dropped
        return Tag("Withdrawn", "grey") if whole else Tag("Released", "green")
    return Tag("Never filed", "red") if is_too_late(row, today) else Tag("Released, no file yet", "blue")


def is_too_late(row: Any, today: date) -> bool:
    """Whether a run that was released had to be at Bacs before today, and no file was made of it."""
    return bool(row.what == "released" and row.for_bacs and not row.serial and row.input_by < today)
