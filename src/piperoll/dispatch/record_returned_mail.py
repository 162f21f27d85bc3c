"""record_returned_mail: a letter came back, so its customer is flagged as gone away and somebody looks for them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.dispatch.deeds import NotInThatState, held, reason_given
from piperoll.dispatch.finding import document_numbered
from piperoll.dispatch.models import Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.rules import BY_THEIR_OWN_ADDRESS
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.safeguards.raise_flag import FlaggedAlready, FlagTold, raise_flag

LOOK_AGAIN_IN = timedelta(days=28)


@dataclass(frozen=True)
class CameBack:
    """A letter that came back; whether its customer is flagged as gone away because of it."""

    run: int
    document: int
    customer: int
    flagged: bool


def record_returned_mail(*, document: int, reason: str, on: date, at: datetime, by: Actor) -> CameBack:
    """Record it, and flag the customer as gone away, to be looked at in four weeks.

    A letter to somebody who acts for the customer, or has their case, flags nobody: it is they who have moved.
    Raises NoReasonGiven, NoSuchDocument, DoneAlready, NotInThatState.
    """
    by.must("record_returned_mail")
    why = reason_given(reason)
    found = document_numbered(document)
    with running.act("record_returned_mail", on=on, at=at, by=by, document=document, reason=why) as run:
        _, state = held(document, among=("sent", "delivered"), becomes="returned")
        if found.channel != "post":
            raise NotInThatState(document=document, state="an email: record a bounce instead")
        move([document], "return", state, run=run.id, at=at, reasons=[why])
    is_theirs = found.representative_id == 0 and found.audience not in BY_THEIR_OWN_ADDRESS
    flagged = is_theirs and _flag(found, why, on, at, by)
    return CameBack(run.id, document, found.person_id, flagged)


def _flag(found: Document, why: str, on: date, at: datetime, by: Actor) -> bool:
    told = FlagTold(
        kind="gone_away",
        evidence=f"Letter {found.number} came back: {why}",
        review_on=on + LOOK_AGAIN_IN,
        happened_on=on,
    )
    with suppress(FlaggedAlready):
        raise_flag(customer=found.person_id, told=told, on=on, at=at, by=by)
    return True
