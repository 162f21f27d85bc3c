"""resume_mandate: what stopped a mandate is settled, so it collects again, with notice given afresh."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit import lodging
from piperoll.direct_debit.deeds import account_in_use, held, must_be_allowed, why
from piperoll.direct_debit.moving import move
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NothingLodged(Refused):
    """The payer's bank was sent no instruction for this account, so nothing can be collected: enter the bank details
    again, and they are lodged."""


@dataclass(frozen=True)
class Resumed:
    """A mandate that is active again. `may_collect_from` is the first day its bank will honour a collection."""

    run: int
    mandate: int
    reference: str
    may_collect_from: date | None


def resume_mandate(*, mandate: int, reason: str, on: date, at: datetime, by: Actor) -> Resumed:
    """Resume a suspended one. Raises NoSuchMandate, DoneAlready, NotInThatState, NothingLodged, NotForThem."""
    said = why(reason)
    with running.act("resume_mandate", on=on, at=at, by=by, mandate=mandate, reason=said) as run:
        found, state = held(mandate, among=("suspended",), becomes="active")
        must_be_allowed(found.standing.customer_id, on)
        if not lodging.was_filed(account_in_use(mandate).pk):
            raise NothingLodged()
        move([mandate], "resume", state, run=run.id, on=on, at=at, reasons=[said])
    return Resumed(run.id, mandate, found.reference, found.standing.may_collect_from)
