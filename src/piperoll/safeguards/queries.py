"""What stands for one customer: flags, holds, who acts for them; now and before."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


def flags_on(customer: int, on: date) -> list[Any]:
    """The flags that hold on a day."""
    return [row for row in flags_of(customer) if row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)]


def holds_on(customer: int, on: date) -> list[Any]:
    """The holds that hold on a day."""
    return [row for row in holds_of(customer) if row.valid_from <= on <= row.valid_to]


def flags_of(customer: int) -> list[Any]:
    """Every flag ever raised, newest first, with the day it ended and why."""
    return list(sql.flags(customer=customer))


def holds_of(customer: int) -> list[Any]:
    """Every hold ever placed, newest first, with the day it ends or ended and why."""
    return list(sql.holds(customer=customer))


def representatives_of(customer: int, on: date | None = None) -> list[Any]:
    """Everybody who acts or acted for a customer, newest first, and how they hear by a day, else in the end."""
    return list(sql.representatives(customer=customer, on=on))


def representatives_on(customer: int, on: date) -> list[Any]:
    """Whoever acts for a customer on a day."""
    return [
        row
        for row in representatives_of(customer, on)
        if row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)
    ]


def parties(customer: int, on: date) -> list[Any]:
    """A customer and everybody liable with them on a day, a row for each flag or hold of each, or one without."""
    return list(sql.parties(customer=customer, on=on))


def calls_of(customer: int, *, most: int) -> list[Any]:
    """Who got in touch about a customer, newest first."""
    return list(sql.calls(customer=customer, most=most))
