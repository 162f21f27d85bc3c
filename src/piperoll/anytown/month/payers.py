"""Who was billed before the month, and how each pays: everybody in his own hand, as the rest of Anytown writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from piperoll.anytown.bills import Bill, bills_for
from piperoll.anytown.customers import customer
from piperoll.anytown.dice import dice
from piperoll.anytown.mistakes import addressed
from piperoll.anytown.month.diary import BILLED
from piperoll.anytown.payments import Habits, Payment, habits
from piperoll.anytown.references import written
from piperoll.formats import feeder_csv

SERVICES = ("TRADE", "ASC", "MUSIC", "LIC")
SEED = 1131
_READABLE = {"vague": "tidy", "parent": "tidy", "careless": "tidy"}
"""A payer who writes so that only an officer can tell would be a touch: those are planned, not thrown by dice."""


class Debt(NamedTuple):
    """A bill as Piperoll will number it, and how its customer pays."""

    bill: Bill
    how: Habits

    def paid(self, on: date, *, words: str | None = None, extra: int = 0) -> Payment:
        """The customer's own payment of it in whole, `extra` pence too much."""
        how, rng = self.how, dice(SEED, "paid", self.bill.number)
        said = written(rng, _READABLE.get(how.hand, how.hand), (self.bill,)) if words is None else words
        meant = ((self.bill.number, self.bill.gross_pence),)
        return Payment(
            on, self.bill.gross_pence + extra, how.payer_name, how.sort_code, how.account_number,
            "FPI" if how.method == "CHQ" else how.method, said, meant, "a bill",
        )  # fmt: skip


def write_bills(file: Path, many: int, *, due_on: dict[int, date]) -> list[Debt]:
    """Write the feeder of one bill for each of so many customers; `due_on` gives some a day of their own."""
    rows: list[dict[str, str]] = []
    debts = []
    for place, (debt, charges) in enumerate(_debts(many)):
        debts.append(debt)
        when = {"due_on": f"{due_on[place]:%d/%m/%Y}"} if place in due_on else {}
        who = debt.bill.customer
        rows += [addressed(who.name, who.kind, who.address, who.email) | charge | when for charge in charges]
    file.write_text(feeder_csv.write(rows), encoding="utf-8")
    return debts


def _debts(many: int) -> Iterator[tuple[Debt, list[dict[str, str]]]]:
    """One bill for each customer, the first the dice give that is to be paid in one part."""
    for place in range(many):
        service = SERVICES[place % len(SERVICES)]
        who = customer(SEED, place, service)
        thrown = (bills_for(dice(SEED, "bill", place, throw), who, service, BILLED, place + 1)[0] for throw in count())
        bill, charges = next((bill, rows) for bill, rows in thrown if len(bill.instalments) == 1)
        yield Debt(bill, habits(SEED, who, service)), charges
