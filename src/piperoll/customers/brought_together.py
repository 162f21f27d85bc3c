"""Whoever protects people hears in the same deed that somebody else is liable for an account now, or is read as one
with it: what is true of them counts for that account too.

A room above makes known, as it is loaded (`apps.py`, `ready`), what it does then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone


@dataclass(frozen=True)
class Together:
    """From the day `since` on a customer is liable for an account, or read as one with it; `until` is the day that we
    learn it, or `since` where that is still to come."""

    account: int
    newcomer: int
    since: date
    until: date


_HEARING: list[Callable[[Together, int], None]] = []


def register(hears: Callable[[Together, int], None]) -> None:
    """Make known what is done then; it is given who came together and the run that did it."""
    if hears not in _HEARING:
        _HEARING.append(hears)


def tell(*, account: int, newcomer: int, on: date, at: datetime, run: int) -> None:
    """Tell whoever is to hear of it, inside the deed's transaction."""
    for hears in _HEARING:
        hears(Together(account, newcomer, on, max(on, timezone.localtime(at).date())), run)
