"""Looking at what waits for GoCardless, and at what it paid out."""

from __future__ import annotations

from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)


def waiting() -> Any:
    """How many instructions and payments wait to be sent, and the pence of the payments."""
    return sql.waiting()[0]


def payouts(*, most: int, after: int = 0) -> list[Any]:
    """Payouts, the newest first, with their fees and whether our bank has shown them."""
    return list(sql.payouts(most=most, after=after))
