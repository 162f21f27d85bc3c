"""Taking placements back, many or one: allocations undone, journals reversed, the money in suspense again.

Inside a verb's transaction. A receipt taken back is held, out of the engine's reach, until an officer decides; what was
offered of it before is on offer again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psycopg.types.json import Jsonb

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.runs.running import RunInHand

sql = beside(__file__)


class NoReasonToUndo(Refused):
    """Say why it was wrong, in a few words: whoever looks next will need it. Nothing was changed."""


def reason_given(reason: str) -> str:
    """The reason without the blanks around it. Raises NoReasonToUndo."""
    if not reason.strip():
        raise NoReasonToUndo()
    return reason.strip()


def paid_back(placements: Sequence[int]) -> dict[int, str]:
    """Those of the placements whose money was refunded or moved to another account since, with by what."""
    return {row.placement_id: row.refund for row in sql.paid_back(placements=list(placements))}


def take_back(placements: Sequence[int], *, why: str, run: RunInHand) -> Any:
    """Take back those of the placements that still stand; the others are let be. `why` is kept with each receipt.

    Returns `placements`, `receipts`, `pence`, `allocations`, and a `receipt_id` of them (None when none stood).
    """
    sql.lay_out()
    sql.hold(placements=list(placements))
    posting.open_drafts()
    sql.draft_reversals(placements=list(placements), on=run.effective_on)
    posting.post_drafts(run=run.id, at=run.at)
    (counts,) = sql.take_back(run=run.id, at=run.at, by=run.by.username, reasons=Jsonb([why]), why=why)
    return counts
