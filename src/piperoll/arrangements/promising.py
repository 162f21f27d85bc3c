"""Promises to pay as they stand: kept, in part or broken, by the money that came within their days."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


def listed(on: date, *, account: int | None = None, state: str = "", most: int, after: int = 0) -> list[Any]:
    """Promises with what came by each day: those that wait first, then the newest."""
    found: list[Any] = sql.listed(on=on, account=account, state=state, most=most, after=after)
    return found


def waiting(account: int, on: date) -> Any | None:
    """The promise of an account that still waits, if one does."""
    return next(iter(listed(on, account=account, state="waiting", most=1)), None)
