"""The roll-forward, and the rows behind one of its figures, as files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from piperoll.formats.spreadsheet_csv import line
from piperoll.foundations.money import plain_pounds
from piperoll.reconciliation.roll_forward import MOVEMENTS, FigureRow, RollForward


def roll_forward_csv(told: RollForward) -> Iterator[str]:
    """A line a service, then the whole, then what the ledger says."""
    yield line(["service", "name", "opening_pounds", *(f"{m.code}_pounds" for m in MOVEMENTS), "closing_pounds"])
    for row in (*told.lines, told.total):
        moved = [plain_pounds(row.moved.get(movement.code, 0)) for movement in MOVEMENTS]
        yield line([row.code, row.name, plain_pounds(row.opening_pence), *moved, plain_pounds(row.closing_pence)])
    ledger = [
        plain_pounds(told.ledger_opening_pence),
        *("" for _ in MOVEMENTS),
        plain_pounds(told.ledger_closing_pence),
    ]
    yield line(["", "Debtors control in the ledger", *ledger])


def figure_csv(rows: Iterable[FigureRow]) -> Iterator[str]:
    """A line a row behind a figure."""
    yield line(["day", "kind", "reference", "used_for", "customer_ref", "pounds"])
    for row in rows:
        yield line([row.effective_on.isoformat(), *row[1:5], plain_pounds(row.amount_pence)])
