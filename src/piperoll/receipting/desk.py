"""The allocation desk: which receipt is before whom, what comes next, and what somebody did last.

Who sits before a receipt is no fact of the books: it says that two people work on one, and is overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
KEPT = timedelta(minutes=10)
"""So long after they last looked at it a receipt is still somebody's."""
UNDONE_WITHIN = timedelta(hours=12)
BEFORE, FOLLOWING = 2, 8
SHOWN = {
    "": ("new", "suggested", "waiting"),
    "suggested": ("suggested",),
    "waiting": ("waiting",),
    "new": ("new",),
    "held": ("held",),
}
"""What the desk works through, by the name of the choice, and the states of suspense behind each."""
_PLACES = ["accept_candidate", "place_receipt", "accept_certain"]


class BeingWorkedOn(Refused):
    """{who} has had receipt {receipt} at the desk since {since:%H:%M}. Ask them, or take it over; nothing was
    changed."""


@dataclass(frozen=True)
class Seat:
    """Who has a receipt before them, since when, and whether that is whoever asks."""

    name: str
    since: datetime
    is_mine: bool


def sit_down(receipt: int, *, by: Actor, at: datetime, over: bool = False) -> Seat:
    """Have a receipt before one, and no other, unless somebody else has it (`over`: take it from them)."""
    sql.take(receipt=receipt, user=by.user_id, at=at, kept_since=at - KEPT, over=over)
    sql.leave(user=by.user_id, receipt=receipt)
    found = who_sits(receipt, by=by, at=at)
    assert found is not None  # the row was written, or somebody else's stood
    return found


def who_sits(receipt: int, *, by: Actor, at: datetime) -> Seat | None:
    """Who has a receipt before them, if anybody."""
    (row,) = sql.sitting(receipt=receipt, kept_since=at - KEPT) or (None,)
    return Seat(row.name, row.since, row.user_id == by.user_id) if row else None


def must_be_free(receipt: int, *, by: Actor, at: datetime) -> None:
    """Raise BeingWorkedOn when somebody else has it before them."""
    seat = who_sits(receipt, by=by, at=at)
    if seat and not seat.is_mine:
        raise BeingWorkedOn(who=seat.name, receipt=receipt, since=seat.since.astimezone())


def next_free(shown: str, *, after: int, by: Actor, at: datetime) -> int | None:
    """The next receipt nobody else works on; from the beginning again when none follows."""
    for start in (after, 0):
        rows = sql.next_free(states=list(SHOWN[shown]), after=start, user=by.user_id, kept_since=at - KEPT)
        if rows:
            return int(rows[0].receipt_id)
    return None


def queue(shown: str, *, receipt: int, by: Actor, at: datetime) -> list[Any]:
    """A receipt and what waits around it."""
    return list(
        sql.queue(
            states=list(SHOWN[shown]), receipt=receipt, before=BEFORE, following=FOLLOWING, user=by.user_id,
            kept_since=at - KEPT,
        )
    )  # fmt: skip


def last_done(*, by: Actor, at: datetime) -> Any | None:
    """What somebody placed last, today: the run, how many receipts and pence of it still stand, one of them."""
    with transaction.atomic():
        sql.by_index()
        rows = sql.last_done(username=by.username, verbs=_PLACES, since=at - UNDONE_WITHIN)
    return rows[0] if rows else None
