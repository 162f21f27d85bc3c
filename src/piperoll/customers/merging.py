"""Which accounts are read as one: now, or at the end of a day by what was known at a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from piperoll.customers.models import Customer
from piperoll.database.statements import beside

sql = beside(__file__)


def kept_for(customer: Customer, *, on: date = date.max, known_at: datetime | None = None) -> Any | None:
    """The customer whose account this one's is part of, with since when and why; None for one that stands alone."""
    (found,) = sql.of(customer=customer.pk, on=on, known_at=known_at) or (None,)
    return found


def merged_into(customer: Customer, *, on: date = date.max, known_at: datetime | None = None) -> list[Any]:
    """The customers read as part of this one, the newest merge first, each with since when and why."""
    found: list[Any] = sql.into(customer=customer.pk, on=on, known_at=known_at)
    return found


def kept_id(customer: int) -> int:
    """The customer whose account this one's is part of now: itself unless it was merged."""
    (found,) = sql.of(customer=customer, on=date.max, known_at=None) or (None,)
    return int(found.id) if found else customer
