"""Money for the council's other systems that arrives at the same bank: known by the references they use, or by words.

It goes to its own ledger even when the payer owes us as well. Words alone give way to our own debt only when the
payer wrote what our item is for (`GARAGE RENT`), or pays exactly it from an account known to pay for that customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from piperoll.receipting.matching.facts import OtherLedger


class Route(NamedTuple):
    """Another ledger's money: which, by what, and whether its own reference (rather than a word) says so."""

    ledger: str
    by: str
    certain: bool


@lru_cache(maxsize=256)
def _patterns(ledger: OtherLedger) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    whole = re.compile(rf"(?<![A-Z0-9])(?:{ledger.pattern})(?![A-Z0-9])") if ledger.pattern else None
    words = "|".join(re.escape(word.strip().upper()) for word in ledger.words if word.strip())
    return whole, re.compile(rf"(?<![A-Z0-9])(?:{words})(?![A-Z0-9])") if words else None


def route(texts: Iterable[str], ledgers: Iterable[OtherLedger]) -> Route | None:
    """The other ledger these texts name, if any: by its own reference first, else by its words."""
    spoken = None
    upper = [text.upper() for text in texts]
    for ledger in ledgers:
        whole, words = _patterns(ledger)
        for text in upper:
            if whole and (found := whole.search(text)):
                return Route(ledger.name, found[0], certain=True)
            if words and spoken is None and (found := words.search(text)):
                spoken = Route(ledger.name, found[0], certain=False)
    return spoken
