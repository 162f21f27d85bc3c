"""purge_copies: copies of letters past their time are erased; what proves that they were sent stays.

Never a copy of somebody with a hold, an open item or a question waiting to be decided. The books say first what is
purged, then the bytes go: a run that dies between the two finishes when it is started again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.database.statements import beside
from piperoll.dispatch import post_room
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)
AT_A_TIME = 1_000
HELD = {
    "on_hold": "Somebody has a hold",
    "still_open": "Something is still open on the account",
    "asked_about": "A request about them waits to be decided",
}
"""Why copies past their time are kept all the same."""


class NotAsCounted(Refused):
    """{now:,} copies would be purged now, not the {seen:,} you saw. Look again, and then purge."""


class NothingToPurge(Refused):
    """No copy is past its time, or all that are must still be kept: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Due:
    """What is past its time: copies and bytes to purge, the oldest day they were kept until; what is held, by why."""

    copies: int
    bytes: int
    oldest: date | None
    held: dict[str, int]


@dataclass(frozen=True)
class Purged:
    """So many copies purged, and so many files erased (a file that another copy still keeps stays)."""

    run: int
    copies: int
    files: int


def due(on: date) -> Due:
    """What would be purged on a day, and what would not."""
    found = {row.why: row for row in sql.judged(on=on)}
    free = found.pop("", None)
    held = {why: found[why].copies for why in HELD if why in found}
    return Due(free.copies, free.bytes, free.oldest, held) if free else Due(0, 0, None, held)


def purge_copies(
    *, seen: int, on: date, at: datetime, by: Actor, progress: Callable[[int], None] = lambda done: None
) -> Purged:
    """Purge every copy past its time that nothing holds; `seen` is how many the person was shown.

    Raises DayToCome, NotAsCounted, NothingToPurge, StillWorking, NoPostRoom.
    """
    by.must("purge_copies")
    running.must_have_come(on, at)
    with running.start("purge_copies", on=on, at=at, by=by, inputs={"seen": seen}) as run:
        files = _erase(run.id, after=0)
        if not run.resumed and (now := due(on).copies) != seen:
            run.finish(event="find_nothing", seen=seen, now=now)
            raise NotAsCounted(now=now, seen=seen)
        copies, last = 0, 0
        while True:
            with transaction.atomic():
                (some,) = sql.purge_some(on=on, run=run.id, after=last, most=AT_A_TIME)
            if not some.last:
                break
            files += _erase(run.id, after=last)
            copies, last = copies + some.purged, some.last
            progress(copies)
        run.finish(event="finish" if copies or files else "find_nothing", copies=copies, files=files)
        if not copies and not files:
            raise NothingToPurge()
    return Purged(run.id, copies, files)


def _erase(run: int, *, after: int) -> int:
    """Erase the bytes of what the run purged after a copy; how many files went."""
    return sum(post_room.erase(bytes(row.sha256)) for row in sql.bytes_nobody_keeps(run=run, after=after))
