"""undo_placement: money put on the wrong account goes back to suspense, what it paid is owed again; nothing is
erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import Placement
from piperoll.receipting.undoing import paid_back, reason_given, take_back
from piperoll.runs import running


class NoSuchPlacement(Refused):
    """There is no placement {placement} to undo. Open the receipt under Money in to see what was placed."""


class PaidBack(Refused):
    """Money of this placement was paid back or moved on since ({refund}), so it cannot return to suspense. Nothing was
    changed; a refund that comes back or is cancelled frees it, and so does undoing the transfer."""


class AlreadyUndone(Refused):
    """That was undone already: the money is back in suspense. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Undone:
    """A placement undone: so many pence back in suspense, so many allocations taken back."""

    run: int
    receipt: int
    back_in_suspense_pence: int
    allocations_undone: int


def undo_placement(*, placement: int, reason: str, on: date, at: datetime, by: Actor) -> Undone:
    """Take a placement back in one step: allocations undone, the journal reversed, the money in suspense again.

    Raises NoReasonToUndo, NoSuchPlacement, PaidBack, AlreadyUndone.
    """
    by.must("undo_placement")
    reason = reason_given(reason)
    with running.act("undo_placement", on=on, at=at, by=by, placement=placement, reason=reason) as run:
        if not Placement.objects.filter(pk=placement, undoes=None).exists():
            raise NoSuchPlacement(placement=placement)
        if refunds := paid_back([placement]):
            raise PaidBack(refund=refunds[placement])
        back = take_back([placement], why=f"Undone by {by.name}: {reason}", run=run)
        if not back.placements:
            raise AlreadyUndone()
        run.finish(pence=back.pence, allocations=back.allocations)
    return Undone(run.id, back.receipt_id, back.pence, back.allocations)
