"""What pages and commands ask about takings: bankings with what the bank has shown of them, and what is in each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from piperoll.database.statements import beside

sql = beside(__file__)
BANKINGS_A_PAGE = 50


def bankings(*, page: int = 1) -> tuple[list[Any], bool]:
    """A page of bankings, the newest first, each with whether the bank has shown it; and whether more follow."""
    rows = list(sql.bankings(banking=None, many=BANKINGS_A_PAGE + 1, skip=(page - 1) * BANKINGS_A_PAGE))
    return rows[:BANKINGS_A_PAGE], len(rows) > BANKINGS_A_PAGE


def banking(banking_id: int) -> Any | None:
    """One banking, or None."""
    (found,) = sql.bankings(banking=banking_id, many=1, skip=0) or (None,)
    return found


def contents(banking_id: int) -> list[Any]:
    """The takings in a banking, as entered, with where each one's money is."""
    return list(sql.contents(banking=banking_id))


def holding() -> list[Any]:
    """What each method's account holds: taken, and not yet shown by the bank."""
    return list(sql.holding())


def cash_ups() -> list[Any]:
    """Counts whose difference waits for somebody else, the oldest first."""
    return list(sql.cash_ups())


def cash_up(number: int) -> Any | None:
    """A count whose difference waits, or None."""
    return next((row for row in cash_ups() if row.id == number), None)


def cash_returns(services: Collection[int] | None, *, most: int, after: int = 0) -> list[Any]:
    """Returns of some services (None: of all), those that wait first, then the newest."""
    ids = None if services is None else list(services)
    return list(sql.cash_returns(services=ids, cash_return=None, most=most, after=after))


def cash_return(number: int, services: Collection[int] | None) -> Any | None:
    """One return of some services, or None."""
    ids = None if services is None else list(services)
    return next(iter(sql.cash_returns(services=ids, cash_return=number, most=1, after=0)), None)


def return_lines(number: int) -> list[Any]:
    """What a return says was taken, income code by income code."""
    return list(sql.return_lines(cash_return=number))


def tills() -> list[Any]:
    """Tills with cash not counted yet, by where they are paid in."""
    return list(sql.tills())


def file_profiles() -> list[Any]:
    """Every profile of payment files, by name."""
    return list(sql.file_profiles())
