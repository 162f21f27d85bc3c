"""return_unpaid: the bank took back a payment we had paid in, a bounced cheque say; what it paid is owed again, and all
that was done stays on the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.takings.unpaying import banked, unpay


class NoReasonGiven(Refused):
    """Say why it came back, as the bank does: refer to drawer, account closed, payment stopped."""


@dataclass(frozen=True)
class Returned:
    """A payment taken back: so many pence, so many placements and allocations undone."""

    run: int
    receipt: int
    pence: int
    placements_undone: int
    allocations_undone: int


def return_unpaid(*, receipt: int, reason: str, on: date, at: datetime, by: Actor) -> Returned:
    """Take a banked payment back from the day `on`: placements undone, and the bank's debit expected on the statement.

    Raises NoReasonGiven, NotTaken, NotBanked, ReturnedAlready, ReturnedTooEarly.
    """
    by.must("return_unpaid")
    reason = reason.strip()[:200]
    if not reason:
        raise NoReasonGiven()
    with running.act("return_unpaid", on=on, at=at, by=by, receipt=receipt, reason=reason) as run:
        found = banked(receipt, on)
        undone, allocations = unpay(found, why=f"Returned unpaid, said {by.name}: {reason}", reason=reason, run=run)
        run.finish(pence=found.amount_pence, placements=undone, allocations=allocations)
    return Returned(run.id, receipt, found.amount_pence, undone, allocations)
