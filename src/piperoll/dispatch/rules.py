"""What is decided about one document: what a safeguard is asked of it, how long its copies are kept."""

from __future__ import annotations

from datetime import date

KEPT_YEARS = 6
"""The Limitation Act 1980 gives six years to sue on a debt; copies outlive that by the rest of the financial year."""
LETTERS_A_PRINT_FILE = 1_000
ACTS = {
    "invoice": "send_invoice",
    "statement": "send_statement",
    "credit_note": "send_credit_note",
    "letter": "send_letter",
    "bill_text": "text",
    "text": "text",
}
"""What a safeguard is asked for each kind of document."""
TO_MANY = "send_statements"
"""What it is asked as well of a statement that nobody asked for: one drawn up for everybody who owes."""
BY_THEIR_OWN_ADDRESS = ("payer", "agent")
"""Readers who hear at their own address, never by the customer’s route: who pays for them, an agent with their case."""
FORMATS = {"standard": "Standard", "large_print": "Large print", "braille": "Braille", "audio": "Audio"}
LANGUAGES = {"en": "English", "cy": "Welsh"}


WORK = {
    "standard": "Post", "large_print": "Post", "braille": "Transcribe into braille, then post",
    "audio": "Record as audio, then post",
}  # fmt: skip
"""What the print unit does with a letter of each format."""
BY_HAND = tuple(name for name, work in WORK.items() if work != "Post")
"""Formats somebody makes by hand: they go to the print unit however the rest is posted."""


def keep_until(made_on: date) -> date:
    """The last day a copy is kept: the end of the financial year in which six years have passed."""
    year = made_on.year + KEPT_YEARS + (made_on.month >= 4)
    return date(year, 3, 31)


def sheets(pages: int) -> int:
    """Sheets of paper, printed on both sides."""
    return (pages + 1) // 2
