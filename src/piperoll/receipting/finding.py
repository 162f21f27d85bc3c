"""Finding any receipt, across years: by words, sum or day, each by an index of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)
FOUND_AT_MOST, LOOKED_AT = 100, 5_000
"""How many are shown; how many that fit the words are looked at before the newest of them are chosen."""
_FIRST, _LAST = date(1970, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Found:
    """Receipts found, the newest first, and whether there are more than are shown."""

    receipts: list[Any]
    more: bool


def find(*, words: str = "", pence: int | None = None, since: date | None = None, until: date | None = None) -> Found:
    """Receipts whose payer, narrative or references have words that begin so; of that sum, in or out; between two days.

    Nothing asked is nothing found.
    """
    sought = _as_query(words)
    between = {"since": since or _FIRST, "until": until or _LAST, "many": FOUND_AT_MOST + 1}
    sums = None if pence is None else [abs(pence), -abs(pence)]
    if sought:
        rows = sql.by_words(words=sought, sums=sums, looked_at=LOOKED_AT, **between)
    elif sums:
        rows = sql.by_sum(sums=sums, **between)
    elif since or until:
        rows = sql.by_day(**between)
    else:
        rows = []
    return Found(list(rows[:FOUND_AT_MOST]), len(rows) > FOUND_AT_MOST)


def _as_query(words: str) -> str:
    """Words as PostgreSQL asks for them: all of them, each the beginning of a word."""
    return " & ".join(f"{word}:*" for word in re.findall(r"[^\W_]+", words.replace("\x00", " "))[:12])
