"""undo_placement: money put on the wrong account goes back to suspense, what it paid is owed again; nothing is
erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from psycopg.types.json import Jsonb

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.runs import running

sql = beside(__file__)


class NoSuchPlacement(Refused):
    """There is no placement {placement} to undo. Open the receipt under Money in to see what was placed."""


class AlreadyUndone(Refused):
    """That was undone already: the money is back in suspense. Nothing was changed."""

    exit_code = 0


class NoReasonToUndo(Refused):
    """Say why it was wrong, in a few words: whoever looks next will need it. Nothing was changed."""


@dataclass(frozen=True)
class Undone:
    """A placement undone: so many pence back in suspense, so many allocations taken back."""

    run: int
    receipt: int
    back_in_suspense_pence: int
    allocations_undone: int


def undo_placement(*, placement: int, reason: str, on: date, at: datetime, by: Actor) -> Undone:
    """Take a placement back in one step: allocations undone, the journal reversed, the money in suspense again.

    Raises NoReasonToUndo, NoSuchPlacement, AlreadyUndone.
    """
    by.must("undo_placement")
    reason = reason.strip()
    if not reason:
        raise NoReasonToUndo()
    running.must_be_within_reach(on, at)
    with running.act("undo_placement", on=on, at=at, by=by, placement=placement, reason=reason) as run:
        (found,) = sql.hold(placement=placement) or (None,)
        if found is None or found.amount_pence < 0:
            raise NoSuchPlacement(placement=placement)
        if sql.undoing(placement=placement):
            raise AlreadyUndone()
        counts_from = max(on, found.received_on)  # it cannot have been undone before it came
        allocations = put_back(placement, f"Undone by {by.name}: {reason}", run=run, on=counts_from)
        run.finish(pence=found.amount_pence, allocations=allocations)
    return Undone(run.id, found.receipt_id, found.amount_pence, allocations)


def put_back(placement: int, why: str, *, run: running.RunInHand, on: date) -> int:
    """Take back a placement that is held and stands, inside a verb's transaction; how many allocations were undone."""
    posting.open_drafts()
    (keys,) = sql.draft_reversal(placement=placement, on=on)
    posting.post_drafts(run=run.id, at=run.at)
    (counts,) = sql.take_back(
        placement=placement, item=keys.item_id, journal=keys.journal_id, run=run.id, at=run.at, on=on,
        by=run.by.username, reasons=Jsonb([why]), why=why,
    )  # fmt: skip
    return int(counts.allocations)
