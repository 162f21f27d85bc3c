"""Looking at card payments and what they may be for."""

from __future__ import annotations

from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


def to_pay(customer: int) -> list[Any]:
    """A customer's invoices with something left to pay, the first due first."""
    return list(sql.to_pay(customer=customer))


def payments(*, most: int, after: int = 0) -> list[Any]:
    """Card payments, the newest first, with how each ended and whether it is settled."""
    return list(sql.payments(most=most, after=after))


def settlements(*, most: int) -> list[Any]:
    """Settlements, the newest first, with their fees and whether our bank has shown them."""
    return list(sql.settlements(most=most))


def disputes(*, most: int) -> list[Any]:
    """Disputes, those the bank has not decided first, by when they want an answer; each with where it stands."""
    return list(sql.disputes(most=most))


def standing() -> Any:
    """How many payments have not ended, and the pence paid that are not settled yet."""
    return sql.standing()[0]
