"""The parts of the Money in section, side by side: what the bank shows, what we took, what explains and moves it."""

from __future__ import annotations

from django.urls import resolve, reverse

from piperoll.web.components.links import Link, Tabs
from piperoll.web.doors import PageRequest, door_of

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
    links = [Link(name, reverse(place)) for place, name in PARTS.items() if _opens(place, request)]
    return Tabs("Money in", links, PARTS[current])


def _opens(place: str, request: PageRequest) -> bool:
    door = door_of(resolve(reverse(place)).func)
    return door is not None and door.opens_to(request.actor)
