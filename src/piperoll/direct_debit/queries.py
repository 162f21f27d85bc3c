"""Mandates asked about: a customer's, a list with where each stands, one with everything that happened, worklists."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.council.figures import figure
from piperoll.database.statements import beside

sql = beside(__file__)


def of_customer(customer: int, *, on: date) -> list[Any]:
    """Every mandate that pays for a customer, those in use first, with the next collection noticed."""
    found: list[Any] = sql.of_customer(customer=customer, on=on)
    return found


def listed(*, state: str = "", most: int, after: int = 0) -> list[Any]:
    """Mandates with whose debts they pay and where they stand, the newest first."""
    found: list[Any] = sql.listed(state=state or None, most=most, after=after)
    return found


def counted() -> dict[str, int]:
    """State → how many mandates stand there."""
    return {row.state: row.mandates for row in sql.counted()}


def events_of(mandate: int) -> list[Any]:
    """What happened to a mandate, the newest first: who did it or which advice told us, and why."""
    found: list[Any] = sql.events_of(mandate=mandate)
    return found


def accounts_of(mandate: int) -> list[Any]:
    """The bank accounts a mandate collected from, the newest first."""
    found: list[Any] = sql.accounts_of(mandate=mandate)
    return found


def instructions_of(mandate: int) -> list[Any]:
    """What Bacs was or will be sent of a mandate, the newest first."""
    found: list[Any] = sql.instructions_of(mandate=mandate)
    return found


def notices_of(mandate: int) -> list[Any]:
    """Letters to the payer, the newest first, with how each went and where it stands."""
    found: list[Any] = sql.notices_of(mandate=mandate)
    return found


def coming(mandate: int, *, on: date) -> list[Any]:
    """Collections noticed and still to come."""
    found: list[Any] = sql.coming(mandate=mandate, on=on)
    return found


def forecast(mandate: int, *, on: date) -> list[Any]:
    """What is still to be told to a mandate's payer, as its plan has it today: day, sum, what it is for.

    Raises NoFigureHolds.
    """
    days = int(figure("advance_notice_days", on)) + int(figure("notice_post_days", on))
    found: list[Any] = sql.forecast(mandate=mandate, on=on, days=days)
    return found


def confirmations_due(*, most: int, after: int = 0) -> list[Any]:
    """Mandates whose confirmation has not gone, the most urgent first."""
    found: list[Any] = sql.confirmations_due(most=most, after=after)
    return found


def notices_stuck(*, on: date, most: int, after: int = 0) -> list[Any]:
    """Collections to come whose notice has not gone, the nearest first."""
    found: list[Any] = sql.notices_stuck(on=on, most=most, after=after)
    return found


def dormant_soon(*, on: date, most: int, after: int = 0) -> list[Any]:
    """Mandates that lapse soon for want of a collection, or have, the nearest first. Raises NoFigureHolds."""
    months, ahead = int(figure("mandate_dormancy_months", on)), int(figure("dormancy_warning_months", on))
    found: list[Any] = sql.dormant_soon(on=on, months=months, ahead=ahead, most=most, after=after)
    return found


def imports() -> list[Any]:
    """The modulus tables taken in, the newest first."""
    found: list[Any] = sql.imports()
    return found
