"""Bank accounts day by day: the ledger against the bank, what was expected there and has not come, whose it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)
MOST = 500


def positions(on: date, *, code: str | None = None) -> list[Any]:
    """Every bank account, or the one of a code, at the end of a day: `bank_pence` by its statements (`closed_on` the
    last), `ledger_pence`, what is `outstanding` and how much of it `late`, as it stood then; and of the lines that had
    come what is `unexplained` in suspense now."""
    return list(sql.positions(on=on, code=code))


def outstanding(on: date, *, code: str | None = None) -> list[Any]:
    """What was expected by a day and has not come, the oldest first, MOST at most."""
    return list(sql.outstanding(on=on, code=code, item=None, most=MOST))


def outstanding_item(item: int, on: date) -> Any | None:
    """One outstanding item by its number; None when it came, is not due yet, or never was."""
    rows = sql.outstanding(on=on, code=None, item=item, most=1)
    return rows[0] if rows else None


def on_its_way(on: date) -> list[Any]:
    """The accounts that hold money until a bank shows it."""
    return list(sql.on_its_way(on=on))


def story(item: int) -> list[Any]:
    """Who was given an outstanding item and what they said, the newest first."""
    return list(sql.story(item=item))
