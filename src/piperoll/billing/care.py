"""Care asked about: the people whose care is paid for, and everything behind one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


def people(*, on: date, most: int, after: int = 0) -> list[Any]:
    """Whoever was assessed or had care, with what they pay now, and the weeks delivered and billed."""
    found: list[Any] = sql.people(on=on, most=most, after=after)
    return found


def weeks_of(customer: int, *, on: date, most: int = 60) -> list[Any]:
    """The weeks of somebody's care, the newest first: delivered, its cost, what was billed and to whom."""
    found: list[Any] = sql.weeks_of(customer=customer, most=most)
    return found


def is_over(customer: int, *, on: date) -> bool:
    """Whether somebody's care has ended: they died, or their last assessment says so."""
    return bool(sql.is_over(customer=customer, on=on)[0].is_over)


def waiting_for(customer: int, *, on: date) -> list[Any]:
    """What is to be billed or put right of somebody's care, and what holds it."""
    found: list[Any] = sql.waiting_for(customer=customer, on=on)
    return found
