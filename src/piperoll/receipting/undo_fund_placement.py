"""undo_fund_placement: money put on the wrong account of another ledger is in suspense again; nothing is erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.fund_placing import take_back_from_funds
from piperoll.receipting.models import FundPlacement
from piperoll.receipting.undo_placement import AlreadyUndone
from piperoll.receipting.undoing import reason_given
from piperoll.runs import running


class NoSuchFundPlacement(Refused):
    """There is no fund placement {placement} to undo. Open the receipt under Money in to see what was placed."""


@dataclass(frozen=True)
class FundPlacementUndone:
    """A placement undone: so many pence back in suspense. If the fund was told of it, its next file corrects it."""

    run: int
    receipt: int
    pence: int


def undo_fund_placement(*, placement: int, reason: str, on: date, at: datetime, by: Actor) -> FundPlacementUndone:
    """Take a fund placement back. Raises NoReasonToUndo, NoSuchFundPlacement, AlreadyUndone."""
    by.must("undo_fund_placement")
    reason = reason_given(reason)
    with running.act("undo_fund_placement", on=on, at=at, by=by, placement=placement, reason=reason) as run:
        if not FundPlacement.objects.filter(pk=placement, undoes=None).exists():
            raise NoSuchFundPlacement(placement=placement)
        back = take_back_from_funds([placement], why=f"Undone by {by.name}: {reason}", run=run)
        if not back.placements:
            raise AlreadyUndone()
        run.finish(pence=back.pence)
    return FundPlacementUndone(run.id, back.receipt_id, back.pence)
