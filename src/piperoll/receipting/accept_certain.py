"""accept_certain: every suggestion whose score has proved itself is accepted at once; the others wait for a look.

From which score that is was measured (`measure_matching`), for the share of wrong ones that the council allows. What
the payer wrote must not speak against it: a bill paid already, or whom else it is for, is read by somebody first.
Undone as one with `undo_placements`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from piperoll.council.figures import figure
from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.accept_candidate import as_decided
from piperoll.receipting.certainty import Certain, decisions_needed
from piperoll.receipting.desk import KEPT
from piperoll.receipting.measure_matching import certain_now
from piperoll.receipting.placing import carry_out
from piperoll.runs import running

sql = beside(__file__)


class NothingCertain(Refused):
    """No suggestion waits that is certain: {why}. Look at them one by one."""

    exit_code = 0


class NotAsSeen(Refused):
    """{now:,} suggestions would be accepted now, not the {seen:,} you saw. Look again, and then accept them."""


@dataclass(frozen=True)
class CertainAccepted:
    """Suggestions accepted at once: receipts and their pence; those somebody else had dealt with meanwhile."""

    run: int
    receipts: int
    placed_pence: int
    allocated_pence: int
    overtaken: int


def accept_certain(*, seen: int | None = None, on: date, at: datetime, by: Actor) -> CertainAccepted:
    """Accept every suggestion at or above the measured score. `seen` is how many the person was shown.

    Raises NothingCertain, NotAsSeen, StillWorking; then nothing has changed.
    """
    by.must("accept_certain")
    certain = certain_now()
    waiting = waiting_certain(certain, by=by, at=at)
    if not waiting:
        raise NothingCertain(why=why_none(certain, on))
    if seen is not None and seen != len(waiting):
        raise NotAsSeen(seen=seen, now=len(waiting))
    with running.start("accept_certain", on=on, at=at, by=by, inputs={"score": certain.score}) as run:
        said = f"Certain from score {certain.score} on: accepted by {by.name} with all others like it"
        decided = [as_decided(row.receipt_id, row.candidates, 0, said) for row in waiting]
        with transaction.atomic():
            counts = carry_out(decided, run=run.id, at=at, by_username=by.username)
            done = CertainAccepted(
                run.id, counts.allocated, counts.placed_pence, counts.allocated_pence, counts.overtaken
            )  # fmt: skip
            run.finish(
                score=certain.score, receipts=done.receipts, placed_pence=done.placed_pence, overtaken=done.overtaken
            )  # fmt: skip
    return done


def waiting_certain(certain: Certain, *, by: Actor, at: datetime) -> list[Any]:
    """The suggestions that would be accepted, the oldest first."""
    if certain.score is None:
        return []
    rows = sql.certain(score=certain.score, user=by.user_id, since=at - KEPT)
    return [with_json(row, "candidates") for row in rows]


def why_none(certain: Certain, on: date) -> str:
    """Why nothing is certain, in words."""
    if certain.score is not None:
        return f"a score of {certain.score} is, and none that waits has it"
    allowed = figure("certain_wrong_per_thousand", on)
    return (
        f"to be wrong at most {allowed.normalize():f} times in a thousand takes {decisions_needed(allowed):,} "
        f"decisions that were right, and there are {certain.decided - certain.wrong:,} of {certain.decided:,}"
    )
