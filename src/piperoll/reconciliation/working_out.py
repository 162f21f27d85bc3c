"""The two figures of a reconciliation, each from its own source, by the rows that were sealed up to a seal.

A run is sealed once it has ended, and its place in the chain never moves. So the same seal gives the same rows and the
same figures whenever they are asked for, whatever was entered since and whatever day that counts from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from piperoll.database.statements import beside
from piperoll.reconciliation.rules import KINDS

sql = beside(__file__)
_LISTS = {
    "debtors": sql.list_debtors,
    "credits": sql.list_credits,
    "suspense": sql.list_suspense,
    "direct_debit": sql.list_direct_debit,
    "methods": sql.list_methods,
    "refunds": sql.list_refunds,
    "funds": sql.list_funds,
}


class Listed(NamedTuple):
    """One row of the list a ledger figure is held against; `about` is a customer, bank account or method by code."""

    reference: str
    about: str
    day: date
    what: str
    pence: int


@dataclass(frozen=True)
class WorkedOut:
    """What the ledger says, and the rows that must come to the same."""

    ledger_pence: int
    rows: tuple[Listed, ...]

    @property
    def listed_pence(self) -> int:
        return sum(row.pence for row in self.rows)


def newest_seal() -> int | None:
    """The last seal of the chain; None before anything was sealed."""
    found: int | None = sql.newest_seal()[0].id
    return found


def work_out(*, kind: str, bank: int | None, until: date, seal: int) -> WorkedOut:
    """A control at the end of a month, as it was sealed. `bank` is one of our bank accounts' ids, for kind `bank`."""
    asked = {"until": until, "seal": seal}
    told = KINDS[kind]
    if kind == "bank":
        ledger, rows = sql.bank_ledger(**asked, bank=bank), sql.list_bank(**asked, bank=bank)
    else:
        ledger = sql.credits_ledger(**asked) if kind == "credits" else sql.control_ledger(**asked, control=told.control)
        rows = _LISTS[kind](**asked, since=until.replace(day=1))
    sign = -1 if told.is_owed else 1
    return WorkedOut(sign * ledger[0].pence, tuple(Listed(*row) for row in rows))
