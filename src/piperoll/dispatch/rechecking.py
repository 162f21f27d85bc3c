"""The recheck at dispatch: what happened since a document was prepared that says it must not go now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.dispatch.kinds import acts
from piperoll.dispatch.moving import move
from piperoll.dispatch.rules import TO_MANY

sql = beside(__file__)


def recheck(documents: Sequence[int], *, run: int, on: date, at: datetime) -> list[int]:
    """Pull what must not go, each with its reason; which they were."""
    found = sql.must_not_go(
        documents=list(documents), kinds=list(acts()), acts=list(acts().values()), to_many=TO_MANY, on=on
    )
    if not found:
        return []
    ids, reasons = [row.document_id for row in found], [row.reason for row in found]
    return move(ids, "pull", "prepared", run=run, at=at, reasons=reasons)
