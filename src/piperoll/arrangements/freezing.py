"""While an arrangement is kept its debts earn no interest, unless it was agreed that they do."""

from __future__ import annotations

from collections.abc import Sequence

from piperoll.arrangements.rules import reference_of
from piperoll.database.statements import beside
from piperoll.safeguards import freezing
from piperoll.safeguards.freezing import Frozen

sql = beside(__file__)


def register() -> None:
    """Make it known to whoever works interest out."""
    freezing.register(frozen)


def frozen(items: Sequence[int]) -> list[Frozen]:
    """From the day each arrangement was agreed to the day before it ended."""
    return [
        Frozen(row.item_id, row.since, row.until, f"Paid over time by {reference_of(row.arrangement_id)}: frozen.")
        for row in sql.frozen(items=list(items))
    ]
