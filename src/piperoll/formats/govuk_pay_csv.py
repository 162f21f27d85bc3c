"""GOV.UK Pay's own export of transactions (CSV): payments as they came, what went back of them below nought.

Columns are known by their headings, whose number and order depend on the account; sums are in pounds. A refund and a
dispute carry the identity of the payment they are of. Source: alphagov/pay-ledger, CsvTransactionFactory.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from piperoll.formats.character_sets import decoded
from piperoll.formats.csv_cells import clean, pence_in

NEEDED = ("Reference", "Amount", "State", "GOV.UK Payment ID", "Total Amount")
MOST_LINES = 100_000


class NotThatExport(ValueError):
    """What is wrong, in a few words."""


@dataclass(frozen=True)
class Transaction:
    """A line: pence below nought when it went back; the fee kept of it, nought where GOV.UK Pay tells none."""

    line: int
    payment_id: str
    reference: str
    amount_pence: int
    total_pence: int
    fee_pence: int
    state: str

    @property
    def kind(self) -> str:
        """`payment`, `refund` or `dispute` when it moved money; empty when it did not."""
        state = self.state.lower()
        if self.amount_pence > 0:
            return "payment" if state == "success" else ""
        if state.startswith("dispute"):
            return "dispute" if "lost" in state else ""
        return "refund" if state in ("refund success", "success") else ""


def read(content: bytes) -> list[Transaction]:
    """Every line of an export. Raises NotThatExport."""
    try:
        rows = csv.DictReader(io.StringIO(decoded(content), newline=""))
        missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise NotThatExport(f"it has no column {', '.join(missing)}")
        found = [_read(line, row) for line, row in enumerate(rows, 2)]
    except csv.Error:
        raise NotThatExport("it is not a CSV") from None
    if len(found) > MOST_LINES:
        raise NotThatExport(f"it has more than {MOST_LINES:,} lines")
    return found


def _read(line: int, row: dict[str, str | None]) -> Transaction:
    told = {name: clean(cell) for name, cell in row.items() if name and isinstance(cell, str)}
    try:
        return Transaction(
            line, told.get("GOV.UK Payment ID", ""), told.get("Reference", ""), pence_in(told.get("Amount", "")),
            pence_in(told.get("Total Amount") or told.get("Amount", "")), pence_in(told.get("Fee") or "0"),
            told.get("State", ""),
        )  # fmt: skip
    except ValueError as fault:
        raise NotThatExport(f"line {line}: {fault}") from None
