"""Promises to pay as they stand: kept, in part or broken, by the money that came within their days."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


def listed(on: date, *, account: int | None = None, state: str = "", most: int, after: int = 0) -> list[Any]:
    """Promises with what came by each day: those that wait first, then the newest.

    Once all were looked at that day (`watch_arrangements`), everybody's are found by where they stood then.
    """
    if account is None and _were_seen(on):
        page = [row.id for row in sql.page(state=state, most=most, after=after)]
        rows = sql.listed(on=on, these=page, account=None, state="", most=len(page), after=0)
        found = {row.id: row for row in rows}
        return [found[one] for one in page]
    return list(sql.listed(on=on, these=None, account=account, state=state, most=most, after=after))


def _were_seen(on: date) -> bool:
    return bool(sql.were_seen(on=on)[0].were)


def waiting(account: int, on: date) -> Any | None:
    """The promise of an account that still waits, if one does."""
    return next(iter(listed(on, account=account, state="waiting", most=1)), None)
