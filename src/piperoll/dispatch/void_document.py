"""void_document: a document that has not gone will never go, for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.dispatch.deeds import held, reason_given
from piperoll.dispatch.moving import move
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class Voided:
    """A document that will never go."""

    run: int
    document: int
    number: str


def void_document(*, document: int, reason: str, on: date, at: datetime, by: Actor) -> Voided:
    """Void one that waits or was pulled. Raises NoReasonGiven, NoSuchDocument, DoneAlready, NotInThatState."""
    why = reason_given(reason)
    with running.act("void_document", on=on, at=at, by=by, document=document, reason=why) as run:
        found, state = held(document, among=("prepared", "pulled"), becomes="void")
        move([document], "void", state, run=run.id, at=at, reasons=[why])
    return Voided(run.id, document, found.number)
