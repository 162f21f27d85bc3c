"""suspend_mandate: nothing is collected until somebody resumes it; the payer's bank keeps the instruction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit.deeds import held, why
from piperoll.direct_debit.moving import move
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class Suspended:
    """A mandate that collects nothing for now."""

    run: int
    mandate: int
    reference: str


def suspend_mandate(*, mandate: int, reason: str, on: date, at: datetime, by: Actor) -> Suspended:
    """Suspend one that is lodged or active. Raises NoSuchMandate, DoneAlready, NotInThatState, WordsMissing."""
    said = why(reason)
    with running.act("suspend_mandate", on=on, at=at, by=by, mandate=mandate, reason=said) as run:
        found, state = held(mandate, among=("lodging", "active"), becomes="suspended")
        move([mandate], "suspend", state, run=run.id, on=on, at=at, reasons=[said])
    return Suspended(run.id, mandate, found.reference)
