"""Debits written off in the books, in one set: a loss in the ledger, a credit on the account that uses itself up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.ledger.models import Account

sql = beside(__file__)


class NoWriteOffsAccount(Refused):
    """The ledger has no account for debts written off: add one under Set-up with the control “write_offs”."""


@dataclass(frozen=True)
class WrittenOff:
    """So many debits written off, so many pence; `first` is the number of the first."""

    first: int | None
    many: int
    pence: int


def account_must_be_there() -> None:
    """Raises NoWriteOffsAccount."""
    if not Account.objects.filter(control="write_offs").exists():
        raise NoWriteOffsAccount()


def write_off(
    parts: Sequence[tuple[int, int]], *, request: int, reason: str, run: int, on: date, at: datetime
) -> WrittenOff:  # fmt: skip
    """Write (debit item, pence) off within the run's transaction; whoever calls holds the items and knows they are
    open by as much. Raises NoWriteOffsAccount."""
    account_must_be_there()
    posting.open_drafts()
    sql.draft(parts=json.dumps(parts), on=on)
    posting.post_drafts(run=run, at=at)
    (done,) = sql.add(request=request, reason=reason, run=run, at=at)
    return WrittenOff(done.first, done.many, done.pence)
