"""A document addressed afresh: another turn of the same document, by today's route, or by post after a bounce."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from piperoll.database.statements import beside
from piperoll.dispatch.kinds import acts

sql = beside(__file__)


def route_now(document: int, on: date) -> Any | None:
    """Where it would go today, and whether that is where it was to go; None when it would go to nobody there."""
    rows = sql.route_now(document=document, acts=list(acts()), named=list(acts().values()), on=on)
    return rows[0] if rows else None


def readdress(document: int, *, by_post: bool, run: int, on: date, at: datetime) -> int | None:
    """Add the next turn of a document in its own batch; its id, or None when there is nowhere for it to go.

    A turn nobody can be reached by is added pulled, so that it is seen.
    """
    rows = sql.readdress(
        document=document, acts=list(acts()), named=list(acts().values()), on=on, at=at, run=run, by_post=by_post
    )
    return int(rows[0].document_id) if rows else None
