"""Until when debts may be sued for, and which come near that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)
WITHIN = {3: "In 3 months or less", 6: "In 6 months or less", 12: "In 12 months or less"}
"""Months ahead at which somebody is told."""


def last_days(items: Sequence[int], *, member: int | None = None) -> list[Any]:
    """Some debts with the last day each may be sued for, the first to end first.

    Of several who owe together that is the day it ends against the first of them, or against one of them (`member`).
    """
    return list(sql.last_days(items=list(items), member=member))


def running_out(on: date, *, months: int = 12, most: int, after: int = 0) -> list[Any]:
    """Open debts that may not be sued for any more so many months from now, or already, the first to end first."""
    return list(sql.running_out(on=on, months=months, most=most, after=after))


def counts(on: date) -> Any:
    """How many open debts, of how many pence, are out of time or will be in 3, 6 and 12 months."""
    (row,) = sql.counts(on=on)
    return row
