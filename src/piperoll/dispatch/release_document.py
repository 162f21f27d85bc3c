"""release_document: a document that was pulled may go after all, addressed afresh when its route has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.dispatch.deeds import held, reason_given
from piperoll.dispatch.kinds import acts
from piperoll.dispatch.models import Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.readdressing import readdress, route_now
from piperoll.dispatch.rules import BY_THEIR_OWN_ADDRESS, TO_MANY
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import AccountStatement
from piperoll.runs import running
from piperoll.safeguards.answers import may_i


class StillBarred(Refused):
    """It may not go: {reasons} Nothing was changed."""


class NobodyThereNow(Refused):
    """{recipient} does not hear about this customer any more, so nothing can be sent to them. Void it instead."""


@dataclass(frozen=True)
class Released:
    """A document that goes with the next dispatch: itself, or its next turn to a new address."""

    run: int
    document: int
    goes_as: int
    to: str


def release_document(*, document: int, reason: str, on: date, at: datetime, by: Actor) -> Released:
    """Let a pulled document go. Raises NoReasonGiven, NoSuchDocument, DoneAlready, NotInThatState, StillBarred,
    NobodyThereNow."""
    why = reason_given(reason)
    with running.act("release_document", on=on, at=at, by=by, document=document, reason=why) as run:
        found, _ = held(document, among=("pulled",), becomes="prepared")
        for act in _asks(found):
            if not (answer := may_i(act, found.customer_id, on)).allowed:
                raise StillBarred(reasons=" ".join(answer.reasons))
        own_address = found.audience in BY_THEIR_OWN_ADDRESS
        route = None if own_address else route_now(document, on)
        if route is None and not own_address:
            raise NobodyThereNow(recipient=found.recipient)
        if route is None or route.is_same:
            move([document], "release", "pulled", run=run.id, at=at, reasons=[why])
            goes_as = document
        else:
            move([document], "void", "pulled", run=run.id, at=at, reasons=[f"Addressed afresh: {why}"])
            goes_as = readdress(document, by_post=False, run=run.id, on=on, at=at) or document
        run.finish(document=document, goes_as=goes_as)
    return Released(run.id, document, goes_as, route.name if route else found.recipient)


def _asks(found: Document) -> list[str]:
    """What a safeguard is asked of it."""
    to_many = found.kind == "statement" and AccountStatement.objects.filter(
        pk=found.source_id, run__verb="print_statements"
    )
    return [acts()[found.kind], *([TO_MANY] if to_many else [])]
