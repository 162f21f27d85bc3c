"""The parts of the Letters section, side by side."""

from __future__ import annotations

from django.urls import reverse

from piperoll.web.components.links import Link, Tabs

PARTS = {
    "batches": ("Batches", "letter_batches"),
    "statements": ("Statements", "statements_of_account"),
    "templates": ("Templates", "letter_templates"),
    "retention": ("Kept copies", "letter_retention"),
    "caught": ("Caught emails", "caught_emails"),
}


def tabs(current: str) -> Tabs:
    """The tabs, the current one marked."""
    links = [Link(title, reverse(address)) for title, address in PARTS.values()]
    return Tabs("Letters", links, PARTS[current][0])
