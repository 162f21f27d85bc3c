"""Carrying out what was decided about receipts: money leaves suspense for customer accounts and pays what they owe.

A verb lays its decisions out (`lay_out`), then `carry_out` does all of them in one set: it locks what they touch,
sets aside those the books no longer allow, writes back what was written off and is paid now, posts suspense to
debtors, adds the credit items and their allocations, and keeps each match with its reasons. Inside the verb's
transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.ledger import posting
from piperoll.receipting.remittances import note_used
from piperoll.receivables import writing_back

sql = beside(__file__)


@dataclass(frozen=True)
class Decided:
    """What is to become of a receipt: `allocations` are (item, pence); `unapplied_pence` stays on the customer's
    account; `remittances` are the lists that say so."""

    receipt_id: int
    outcome: str
    reasons: tuple[str, ...]
    score: int | None = None
    customer_id: int | None = None
    allocations: tuple[tuple[int, int], ...] = ()
    unapplied_pence: int = 0
    candidates: list[dict[str, Any]] = field(default_factory=list)
    remittances: tuple[int, ...] = ()


def carry_out(decisions: Iterable[Decided], *, run: int, at: datetime, by_username: str) -> Any:
    """Do what was decided. Returns counts and pence: allocated, suggested, suspense, overtaken (the books had moved
    on)."""
    kept = list(decisions)
    sql.lay_out()
    copy_rows(
        "decided",
        ("receipt_id", "outcome", "reasons", "score", "customer_id", "unapplied_pence", "candidates"),
        (
            (
                d.receipt_id,
                d.outcome,
                Jsonb(list(d.reasons)),
                d.score,
                d.customer_id,
                d.unapplied_pence,
                Jsonb(d.candidates),
            )
            for d in kept
        ),
    )
    copy_rows(
        "decided_allocation",
        ("receipt_id", "item_id", "amount_pence"),
        ((d.receipt_id, item, pence) for d in kept for item, pence in d.allocations),
    )
    sql.hold_what_is_touched()
    sql.set_aside_overtaken()
    writing_back.lay_out()
    if sql.want_written_off()[0].many:
        writing_back.carry_out(because="receipt", run=run, at=at)
    posting.open_drafts()
    sql.draft_placements(run=run)
    posting.post_drafts(run=run, at=at)
    sql.add_matches(run=run, by=by_username)
    sql.add_placements(run=run, at=at)
    note_used({d.receipt_id: d.remittances for d in kept if d.remittances}, run=run)
    sql.remember_payers()
    (counts,) = sql.counts()
    return counts
