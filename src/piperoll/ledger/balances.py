"""What a ledger account stood at on a day, by what was known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.statements import beside

sql = beside(__file__)
DEBIT_KINDS = frozenset({"asset", "expense"})
"""Kinds of account that grow by debits; the others grow by credits."""


@dataclass(frozen=True)
class AccountBalance:
    """A ledger account's debits and credits in pence, and what they leave on the side on which it grows."""

    code: str
    name: str
    kind: str
    debit_pence: int
    credit_pence: int

    @property
    def balance_pence(self) -> int:
        net = self.debit_pence - self.credit_pence
        return net if self.kind in DEBIT_KINDS else -net


def balance_of(code: str, *, as_at: date, known_at: datetime) -> AccountBalance | None:
    """The balance at the end of a day; None when there is no such account."""
    (found,) = sql.balance(code=code, as_at=as_at, known_at=known_at) or (None,)
    return found and AccountBalance(*found)
