"""Money we knew would come (or go): a receipt with just that sum and those words clears it, and nobody need look.

A Direct Debit file puts its run into the contra's narrative; the bank shows it on our statement; that is how its credit
is known again. What the bank takes back is known by its sum alone, within a few days. A provider that is owed for one
day may take it from a later one: then one receipt shows both, and what was expected is put right first.
"""

from __future__ import annotations

from datetime import datetime

from piperoll.database.statements import beside
from piperoll.ledger import posting

sql = beside(__file__)
MOST_DAYS_CARRIED = 31
"""How long a provider may keep what it is owed before it takes it from a later day."""
DAYS_EARLY = 1
"""How long before the day a bank may book what was expected; how long after is each one's own."""


def clear_expected(*, run: int, at: datetime, by_username: str) -> int:
    """Clear what is expected with receipts in suspense, inside the verb's transaction; how many were."""
    while sql.carry_forward(run=run, days=MOST_DAYS_CARRIED, early=DAYS_EARLY)[0].many:
        pass
    sql.pair(early=DAYS_EARLY)
    posting.open_drafts()
    sql.draft_clearings()
    posting.post_drafts(run=run, at=at)
    (counts,) = sql.add_clearings(run=run, by=by_username)
    return int(counts.many)
