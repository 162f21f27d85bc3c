"""Money that belongs to another ledger leaves suspense for that fund's own account, on a personal account there.

Inside a verb's transaction; each receipt's suspense is locked before it is looked at, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.ledger import posting
from piperoll.runs.running import RunInHand

sql = beside(__file__)


@dataclass(frozen=True)
class ForFund:
    """So much of a receipt (all that is in suspense when `pence` is None) for an account of a fund, and why."""

    receipt_id: int
    fund: str
    reference: str
    pence: int | None
    reasons: tuple[str, ...]


def place_for_funds(wanted: Iterable[ForFund], *, run: int, at: datetime, by_username: str) -> dict[str, int]:
    """Place them all in one set; those the books no longer allow wait. Returns for_funds and funds_pence."""
    sql.lay_out()
    copy_rows(
        "for_fund",
        ("receipt_id", "fund_id", "reference", "asked_pence", "reasons"),
        ((one.receipt_id, one.fund, one.reference, one.pence, Jsonb(list(one.reasons))) for one in wanted),
    )
    sql.hold()
    sql.give_places()
    posting.open_drafts()
    sql.draft()
    posting.post_drafts(run=run, at=at)
    (done,) = sql.add(run=run, by=by_username)
    return {"for_funds": done.many, "funds_pence": done.pence}


def take_back_from_funds(placements: Sequence[int], *, why: str, run: RunInHand) -> Any:
    """Take back those of the fund placements that still stand. Returns `placements`, `receipts`, `pence`, `receipt_id`.

    The receipts are held, out of the engine's reach, until an officer decides.
    """
    sql.lay_out_back()
    sql.hold_back(placements=list(placements))
    posting.open_drafts()
    sql.draft_back(placements=list(placements), on=run.effective_on)
    posting.post_drafts(run=run.id, at=run.at)
    (done,) = sql.take_back(run=run.id, by=run.by.username, why=why, reasons=Jsonb([why]))
    return done
