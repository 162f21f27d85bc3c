"""settle_document: an officer has looked and says whether an email in doubt went or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.dispatch.deeds import held, reason_given
from piperoll.dispatch.moving import move
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class Settled:
    """A document no longer in doubt."""

    run: int
    document: int
    went: bool


def settle_document(*, document: int, went: bool, reason: str, on: date, at: datetime, by: Actor) -> Settled:
    """Say that it went, or that it did not and may go again. Raises NoReasonGiven, NoSuchDocument, NotInThatState."""
    why = reason_given(reason)
    with running.act("settle_document", on=on, at=at, by=by, document=document, went=went, reason=why) as run:
        held(document, among=("in_doubt",), becomes="")
        move([document], "find_sent" if went else "find_unsent", "in_doubt", run=run.id, at=at, reasons=[why])
    return Settled(run.id, document, went)
