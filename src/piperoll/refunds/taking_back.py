"""A refund that was not paid after all: its credit is on the account again, as it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.ledger import posting

sql = beside(__file__)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a refund ends (a key of rules.ENDS), the bank's code, why, and from which day."""

    refund: int
    what: str
    code: str
    reason: str
    on: date


def one_at_a_time() -> None:
    """Who chooses, releases or ends refunds does so one after the other."""
    sql.one_at_a_time()


def take_back(endings: Sequence[Ending], *, run: int, at: datetime) -> Any:
    """End refunds, each at most once; those that ended before are left alone. Returns `refunds` and `pence`."""
    one_at_a_time()
    sql.lay_out()
    copy_rows(
        "refund_ending",
        ("refund_id", "what", "code", "reason", "ended_on"),
        ((one.refund, one.what, one.code[:12], one.reason[:300], one.on) for one in endings),
    )
    sql.hold()
    posting.open_drafts()
    sql.draft()
    posting.post_drafts(run=run, at=at)
    (counts,) = sql.post_back(run=run, at=at)
    return counts
