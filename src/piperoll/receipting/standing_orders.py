"""Standing orders asked about: a customer's own, what should have come and did not, what should come next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)
DAYS_LATE = timedelta(days=4)
"""A payment may come so much later than it was due: a bank holiday weekend moves it to the next working day."""
LOOKED_BACK, LOOKED_AHEAD = timedelta(days=92), timedelta(weeks=8)


def hold(order: int) -> None:
    """Nobody else ends it until the transaction ends."""
    sql.hold(order=order)


def of_customer(customer: int, *, on: date) -> list[Any]:
    """A customer's standing orders, those that run first: the next day, and whether the last payment came."""
    return list(sql.of_customer(customer=customer, on=on))


def missing(*, on: date) -> list[Any]:
    """What should have come in the last three months and did not, the longest missing first."""
    return list(sql.missing(since=on - LOOKED_BACK, until=on - DAYS_LATE - timedelta(days=1)))


def expected(*, on: date) -> list[Any]:
    """What should come in the next eight weeks, by the week's Monday: payments and pence."""
    return list(sql.expected(since=on, until=on + LOOKED_AHEAD))
