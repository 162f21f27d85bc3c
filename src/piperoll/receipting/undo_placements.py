"""undo_placements: everything one run placed is taken back at once: an acceptance in bulk, a morning's misposting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.fund_placing import take_back_from_funds
from piperoll.receipting.models import FundPlacement, Placement
from piperoll.receipting.undoing import paid_back, reason_given, take_back
from piperoll.runs import running


class PlacedNothing(Refused):
    """Run {of_run} placed no receipt, so there is nothing to take back. Runs stand under Home, All runs."""


class AllUndone(Refused):
    """Everything that run {of_run} placed was taken back before, or refunded. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class PlacementsUndone:
    """What of a run was taken back: placements, receipts, pence back in suspense, allocations; one of the receipts.

    `refunded` placements stand, because their money was paid back to the customer since.
    """

    run: int
    of_run: int
    placements: int
    receipts: int
    pence: int
    allocations: int
    receipt: int
    refunded: int


def undo_placements(*, of_run: int, reason: str, on: date, at: datetime, by: Actor) -> PlacementsUndone:
    """Take back every placement of a run that still stands, those in funds too, in one step.

    The receipts are held until somebody decides. Raises NoReasonToUndo, PlacedNothing, AllUndone.
    """
    by.must("undo_placements")
    reason = reason_given(reason)
    with running.act("undo_placements", on=on, at=at, by=by, of_run=of_run, reason=reason) as run:
        placed = list(Placement.objects.filter(run=of_run, undoes=None).values_list("id", flat=True))
        for_funds = list(FundPlacement.objects.filter(run=of_run, undoes=None).values_list("id", flat=True))
        if not placed and not for_funds:
            raise PlacedNothing(of_run=of_run)
        gone, why = paid_back(placed), f"Undone by {by.name}: {reason}"
        back = take_back([one for one in placed if one not in gone], why=why, run=run)
        theirs = take_back_from_funds(for_funds, why=why, run=run)
        if not back.placements and not theirs.placements:
            raise AllUndone(of_run=of_run)
        undone = PlacementsUndone(
            run.id,
            of_run,
            back.placements + theirs.placements,
            back.receipts + theirs.receipts,
            back.pence + theirs.pence,
            back.allocations,
            back.receipt_id or theirs.receipt_id,
            len(gone),
        )
        run.finish(
            placements=undone.placements, receipts=undone.receipts, pence=undone.pence, allocations=undone.allocations
        )
    return undone
