"""November's end in small: what was billed, banked, placed and left over, and who reconciles it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crediting import somebody
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.reconciliation.prepare_month_end import Prepared, prepare_month_end
from piperoll.reconciliation.review_month_end import Reviewed, review_month_end
from piperoll.takings.bank_cheques import bank_cheques
from piperoll.takings.rules import Cheque
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement

FIRST = date(2026, 12, 1)
NOON = MORNING + timedelta(days=8)
NOW = {"on": FIRST, "at": NOON}


def a_november(folder: Path, by: Actor) -> None:
    """Two bills, one overpaid, one cheque in hand, one line that nobody knows."""
    raised = bill(folder, by, charge("A", "120.00"), charge("B", "80.00", name="Crumb Ltd"))
    lines = paid("125.00", f"PICKLE {raised.first_number}", "PICKLE AND SONS"), paid("7.00", "WHO KNOWS")
    bank(folder, by, statement(*lines))
    bank_cheques(
        bank_account="MAIN", slip="500481", total_pence=30_00, cheques=[Cheque(30_00, "CRUMB", "100101", "")],
        on=MONDAY, at=MORNING, by=by,
    )  # fmt: skip
    allocate_receipts(on=MONDAY, at=MORNING, by=by)


def prepare(kind: str = "debtors", by: Actor | None = None, **more: Any) -> Prepared:
    """An officer prepares November."""
    asked = {"month": MONDAY, "bank": "MAIN" if kind == "bank" else "", **NOW} | more
    return prepare_month_end(kind=kind, by=by or somebody("officer"), **asked)


def review(month_end: int, by: Actor | None = None, **more: Any) -> Reviewed:
    """A senior officer looks at it."""
    return review_month_end(month_end=month_end, by=by or somebody("senior"), **NOW, **more)
