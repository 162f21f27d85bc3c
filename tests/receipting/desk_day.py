"""A morning of suggestions: customers who quote their own number and pay a sum that is no bill of theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from piperoll.foundations.actors import Actor
from piperoll.receipting import queries
from piperoll.receipting.allocate_receipts import allocate_receipts
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement


def suggestions(folder: Path, by: Actor, many: int = 4) -> dict[str, Any]:
    """So many receipts with a suggestion each, matched once; returns what verbs are handed."""
    now = {"on": MONDAY, "at": MORNING, "by": by}
    people = [charge(f"D{n}", f"{50 + n}.13", name=f"Payer No{n}", address_1=f"{n} Vinegar Lane") for n in range(many)]
    bill(folder, by, *people)
    references = [row.reference for row in ask("SELECT reference FROM customers_customer ORDER BY id")]
    bank(folder, by, statement(*(paid(f"{20 + n}.00", reference) for n, reference in enumerate(references))))
    allocate_receipts(**now)
    return now


def receipts() -> list[int]:
    """Every receipt, the oldest first."""
    return [row.id for row in ask("SELECT id FROM receipting_receipt ORDER BY id")]


def newest(receipt: int) -> Any:
    """What was made of a receipt last."""
    return queries.matches(receipt)[0]
