"""The recheck at dispatch: what happened since a document was prepared that says it must not go now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.dispatch.moving import move
from piperoll.dispatch.prepare_letters import acts

sql = beside(__file__)


def recheck(documents: Sequence[int], *, run: int, on: date, at: datetime) -> list[int]:
    """Pull what must not go, each with its reason; which they were."""
    found = sql.must_not_go(documents=list(documents), on=on, acts=list(acts()), named=list(acts().values()))
    if not found:
        return []
    ids, reasons = [row.document_id for row in found], [row.reason for row in found]
    return move(ids, "pull", "prepared", run=run, at=at, reasons=reasons)
