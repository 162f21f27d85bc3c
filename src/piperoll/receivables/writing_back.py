"""What was written off taken back, in one set: the debt is open again as it first stood, and the loss is reversed.

A verb of any room above lays out which debits (`lay_out`, then `want_one` or SQL of its own into
`write_back_wanted`), and `carry_out` does them. Money that names a written-off debt does so as it is placed; so does a
credit note of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.ledger import posting

sql = beside(__file__)


@dataclass(frozen=True)
class WrittenBack:
    """So many write-offs taken back in whole or part, so many pence."""

    many: int
    pence: int


def lay_out() -> None:
    """Begin a set, empty."""
    sql.lay_out()


def want_one(write_off: int, pence: int, *, on: date) -> None:
    """So many pence of one write-off are to be owed again."""
    sql.want_one(write_off=write_off, pence=pence, on=on)


def make_room_for_credit(invoice: int, pence: int, *, run: int, on: date, at: datetime) -> None:
    """A credit note of so many pence is about to be used for an invoice: write back what of it was written off, or
    the credit would stand on the account as money of theirs."""
    lay_out()
    if sql.want_of_invoice(invoice=invoice, pence=pence, on=on)[0].many:
        carry_out(because="credit", run=run, at=at)


def carry_out(*, because: str, why: str = "", run: int, at: datetime) -> WrittenBack:
    """Write back what was laid out, the newest write-off of each debit first, never more than was written off.

    Within the run's transaction; whoever calls holds the debits' balances.
    """
    posting.open_drafts()
    sql.draft()
    posting.post_drafts(run=run, at=at)
    (done,) = sql.add(because=because, why=why, run=run, at=at)
    return WrittenBack(done.many, done.pence)
