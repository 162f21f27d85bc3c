"""Whoever has a case of ours outside the council hears in the same deed that somebody is protected, or was found right.

Each room that hands cases over makes known, as it is loaded (`apps.py`, `ready`), how it tells them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

UPHELD = "upheld"
"""What became of a dispute or complaint, beside the flags and holds that may become true of a customer."""


@dataclass(frozen=True)
class News:
    """What became true of a customer, or of one of their invoices: a flag, a hold, or that they were found right."""

    customer: int
    what: str
    why: str
    invoice: int | None = None


_TELLING: list[Callable[[News, int], None]] = []


def register(tells: Callable[[News, int], None]) -> None:
    """Make known what tells those outside; it is given the news and the run that made it."""
    if tells not in _TELLING:
        _TELLING.append(tells)


def tell(news: News, *, run: int) -> None:
    """Tell whoever has a case of theirs, inside the deed's transaction."""
    for tells in _TELLING:
        tells(news, run)
