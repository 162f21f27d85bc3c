"""record_bounce: an email came back, so the document goes by post instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.dispatch.deeds import NotInThatState, held, reason_given
from piperoll.dispatch.moving import move
from piperoll.dispatch.readdressing import readdress
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class Bounced:
    """An email that came back, and the letter that goes instead (nothing when they cannot be reached by post)."""

    run: int
    document: int
    goes_as: int | None


def record_bounce(*, document: int, reason: str, on: date, at: datetime, by: Actor) -> Bounced:
    """Record it, and prepare the letter. Raises NoReasonGiven, NoSuchDocument, DoneAlready, NotInThatState."""
    why = reason_given(reason)
    with running.act("record_bounce", on=on, at=at, by=by, document=document, reason=why) as run:
        found, state = held(document, among=("sent", "delivered"), becomes="bounced")
        if found.channel != "email":
            raise NotInThatState(document=document, state="a letter, which does not bounce")
        move([document], "bounce", state, run=run.id, at=at, reasons=[why])
        goes_as = readdress(document, by_post=True, run=run.id, on=on, at=at)
        run.finish(document=document, goes_as=goes_as)
    return Bounced(run.id, document, goes_as)
