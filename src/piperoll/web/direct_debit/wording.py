"""How Direct Debits are written: states, channels, addresses."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from piperoll.direct_debit.bank_details import Opened, masked, opened
from piperoll.direct_debit.deeds import STATES_IN_WORDS
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag

COLOURS = {
    "set_up": "blue",
    "lodging": "yellow",
    "active": "green",
    "suspended": "orange",
    "cancelled": "grey",
    "rejected": "red",
    "dormant": "purple",
}
VERDICTS = {
    "valid": Tag("Check passed", "green"),
    "not in table": Tag("No check published", "grey"),
    "not checked": Tag("Not checked", "yellow"),
}
EVENTS = {
    "set_up": "Set up",
    "lodge": "Sent to the payer’s bank",
    "accept": "Accepted: it may be collected from",
    "reject": "Rejected by the payer’s bank",
    "amend": "Bank details changed by the payer’s bank",
    "change_bank": "Bank details changed",
    "suspend": "Suspended",
    "resume": "Resumed",
    "lapse": "Dormant",
    "cancel": "Cancelled",
    "reinstate": "Reinstated by the payer’s bank",
    "transfer": "Pays for another customer",
}
INSTRUCTION_STATES = {
    None: Tag("Waits to be sent", "blue"),
    "filed": Tag("Sent", "green"),
    "withdrawn": Tag("Withdrawn", "grey"),
}


def state_tag(state: str) -> Tag:
    """Where a mandate stands, in a word or two."""
    return Tag(STATES_IN_WORDS[state].capitalize(), COLOURS[state])


def mandate_address(customer_reference: str, mandate: int) -> str:
    """A mandate's own page."""
    return reverse("mandate", args=[customer_reference, mandate])


def mandate_link(row: Any) -> Link:
    """A mandate in a list."""
    return Link(row.reference, mandate_address(row.customer_reference, row.id))


def bank_account(row: Any, *, in_full: bool) -> str:
    """An account for a screen: whole for those who may see bank details, else its last four digits."""
    if not in_full:
        return masked(row.last_four)
    found: Opened = opened(row)
    return f"{found.written}, {found.name}"
