"""Who belongs to a customer, and what they have elsewhere: on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


def links_of(customer: int, *, on: date) -> list[Any]:
    """Customers linked with one, and how."""
    return list(sql.links_of(customer=customer, on=on))


def others_of(customer: int, *, on: date) -> list[Any]:
    """Accounts in other systems, each with the balance last told and of which day."""
    return list(sql.others_of(customer=customer, on=on))


def joint_of(customer: int, *, on: date) -> list[Any]:
    """Joint accounts they are liable for."""
    return list(sql.joint_of(customer=customer, on=on))
