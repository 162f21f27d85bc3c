"""The one way to move documents along their life: those still where they were seen, with an event each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from piperoll.database.statements import beside
from piperoll.dispatch.states import DOCUMENT_STATES

sql = beside(__file__)


def move(
    documents: Sequence[int],
    event: str,
    was: str,
    *,
    run: int,
    at: datetime,
    reasons: Sequence[str] = (),
    references: Sequence[str] = (),
) -> list[int]:
    """Move those that still stand at `was`; which they were. Raises NotFromHere for an event that cannot be."""
    becomes = DOCUMENT_STATES.after(event, was)
    moved = sql.move(
        documents=list(documents), event=event, was=was, becomes=becomes, run=run, at=at,
        reasons=list(reasons) or [""] * len(documents), references=list(references) or [""] * len(documents),
    )  # fmt: skip
    return [row.document_id for row in moved]


def states_of(documents: Sequence[int]) -> dict[int, str]:
    """Where these documents stand, each held until the transaction ends."""
    return {row.document_id: row.state for row in sql.hold(documents=list(documents))}
