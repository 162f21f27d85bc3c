"""Keeping what somebody said of two customers, and which pairs wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.customers.models import Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused

sql = beside(__file__)


class SameTwice(Refused):
    """That is the same customer twice: name two."""


def in_order(one: int, other: int) -> tuple[int, int]:
    """Two customers the lower first, both there. Raises SameTwice, NoSuchCustomer."""
    if one == other:
        raise SameTwice()
    there = set(Customer.objects.filter(pk__in=(one, other)).values_list("pk", flat=True))
    for customer in (one, other):
        if customer not in there:
            raise NoSuchCustomer(reference=customer)
    return min(one, other), max(one, other)


def waiting(on: date, *, most: int, after: int = 0) -> list[Any]:
    """Likely pairs nobody has answered, the likeliest first."""
    return [with_json(row, "evidence") for row in sql.waiting(on=on, most=most, after=after)]


def waiting_count(on: date) -> int:
    """How many pairs wait."""
    (row,) = sql.waiting_count(on=on)
    return int(row.many)


def pair(one: int, other: int) -> Any | None:
    """What the last search made of two customers, or None when it did not pair them."""
    (found,) = sql.pair(first=min(one, other), second=max(one, other)) or (None,)
    return found and with_json(found, "evidence")


def answers(one: int, other: int) -> list[Any]:
    """What was said of two customers, the last first."""
    found: list[Any] = sql.answers(first=min(one, other), second=max(one, other))
    return found
