"""hold_receipt: an officer keeps a receipt in suspense, with the reason, out of the engine's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import Suspense
from piperoll.receipting.place_receipt import NoSuchReceipt, NothingInSuspense
from piperoll.runs import running


class NoReason(Refused):
    """Say why the receipt waits, in a few words: whoever looks next will need it."""


@dataclass(frozen=True)
class Held:
    """A receipt held in suspense, or let go for the engine to look at again."""

    run: int
    receipt: int
    reason: str


def hold_receipt(*, receipt: int, reason: str, on: date, at: datetime, by: Actor, release: bool = False) -> Held:
    """Hold a receipt in suspense with a reason; `release` lets it go instead.

    Raises NoReason, NoSuchReceipt, NothingInSuspense.
    """
    reason = reason.strip()
    by.must("hold_receipt")
    if not reason and not release:
        raise NoReason()
    with running.act("hold_receipt", on=on, at=at, by=by, receipt=receipt, reason=reason, release=release) as run:
        waiting = Suspense.objects.select_for_update().filter(receipt=receipt).first()
        if waiting is None:
            raise NoSuchReceipt(receipt=receipt)
        if waiting.open_pence == 0:
            raise NothingInSuspense(receipt=receipt)
        waiting.state = "new" if release else "held"
        waiting.reason = f"Let go by {by.name}" if release else f"Held by {by.name}: {reason}"
        waiting.save(update_fields=["state", "reason"])
    return Held(run.id, receipt, waiting.reason)
