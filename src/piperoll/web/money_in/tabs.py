"""The parts of the Money in section, side by side: what the bank shows, what we took, what explains and moves it."""

from __future__ import annotations

from piperoll.web.components.links import Tabs
from piperoll.web.doors import PageRequest
from piperoll.web.parts import tabs_of

PARTS = {
    "statements": "Statements",
    "bankings": "Paid in",
    "card_payments": "Card payments",
    "payment_files": "Files of payments",
    "remittances": "Remittances",
    "transfers": "Transfers",
    "funds": "Other ledgers",
    "alerts": "Files watched",
}
"""The address's name → the part's."""


def tabs(request: PageRequest, current: str) -> Tabs:
    """The parts open to this person, the current one marked."""
    return tabs_of(request, "Money in", PARTS, current)
