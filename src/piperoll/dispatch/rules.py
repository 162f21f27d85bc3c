"""What is decided about one document: how long its copies are kept, how many go in a print file."""

from __future__ import annotations

from datetime import date

KEPT_YEARS = 6
"""The Limitation Act 1980 gives six years to sue on a debt; copies outlive that by the rest of the financial year."""
LETTERS_A_PRINT_FILE = 1_000
FORMATS = {"standard": "Standard", "large_print": "Large print", "braille": "Braille", "audio": "Audio"}


def keep_until(made_on: date) -> date:
    """The last day a copy is kept: the end of the financial year in which six years have passed."""
    year = made_on.year + KEPT_YEARS + (made_on.month >= 4)
    return date(year, 3, 31)


def sheets(pages: int) -> int:
    """Sheets of paper, printed on both sides."""
    return (pages + 1) // 2
