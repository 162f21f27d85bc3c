"""What came in between two days, by how it was paid and whose it is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.database.statements import beside
from piperoll.reporting.vat_return import PeriodBackwards

sql = beside(__file__)
MOST_RECEIPTS = 200


@dataclass(frozen=True)
class Cell:
    """Receipts paid one way that are one owner's now: how many, and pence."""

    method: str
    owner: str
    receipts: int
    pence: int


@dataclass(frozen=True)
class MethodsOfPayment:
    """Every method and owner between two days. A receipt split over owners counts once with each."""

    since: date
    until: date
    cells: list[Cell]

    @property
    def pence(self) -> int:
        """All that came in."""
        return sum(cell.pence for cell in self.cells)


def methods_of_payment(*, since: date, until: date) -> MethodsOfPayment:
    """Count and sum by method and owner. Money the bank showed that was known before (a banking's credit, a Direct
    Debit run's) is counted where it was first known, once. Raises PeriodBackwards.
    """
    if until < since:
        raise PeriodBackwards()
    rows = sql.by_method(since=since, until=until)
    return MethodsOfPayment(since, until, [Cell(*row) for row in rows])


def receipts(*, since: date, until: date, method: str, owner: str) -> list[Any]:
    """The receipts behind one cell, newest first, at most MOST_RECEIPTS; Direct Debits have none of their own."""
    return list(sql.receipts(since=since, until=until, method=method, owner=owner, most=MOST_RECEIPTS))
