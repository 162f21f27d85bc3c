"""watch_arrangements: every arrangement is looked at: paid ones end, whoever is late is written to once, and who does
not answer in time has broken theirs, so that the ladder goes on from where their debts stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from piperoll.arrangements import ending, letters
from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.runs import running

sql = beside(__file__)


@dataclass(frozen=True)
class Watched:
    """So many looked at: kept, late and written to now, waiting for an answer, late with a letter that reached nobody,
    perhaps paid by money in suspense, late but not to be written to, completed and broken."""

    run: int
    arrangements: int
    kept: int
    late: int
    late_pence: int
    waiting: int
    unheard: int
    suspense: int
    protected: int
    completed: int
    broken: int
    broken_pence: int


def watch_arrangements(*, on: date, at: datetime, by: Actor) -> Watched:
    """Look at every arrangement. Looked at again on the same day, nothing changes; killed, nothing was.

    Raises NoApprovedTemplate, NoFigureHolds, StillWorking.
    """
    with running.start("watch_arrangements", on=on, at=at, by=by) as run, transaction.atomic():
        day = run.effective_on
        ending.one_at_a_time()
        sql.look(on=day)
        (counts,) = sql.counts()
        answer_by = day + timedelta(days=int(figure("arrangement_courtesy_days", day))) if counts.arrangements else day
        (late,) = sql.write_down(on=day, answer_by=answer_by, run=run.id)
        sent = letters.say_late(run=run, on=day, at=run.at) if late.many else None
        found = sql.ending()
        done = {
            what: ending.end(
                [row.arrangement_id for row in found if row.state == state], what, why, run=run, on=day, at=run.at
            )
            for state, what, why in (
                ("paid", "completed", "All its debts are paid"),
                ("broken", "broken", "A payment was missing, and still was when the days to answer were over"),
            )
        }
        sql.keep_seen(on=day)
        sql.keep_seen_promises(on=day)
        told = {**counts._asdict(), "late": late.many, "late_pence": late.pence, **done}
        run.finish(
            event="finish" if counts.arrangements else "find_nothing", **told, sources=late.many,
            sources_pence=late.pence, documents=sent.documents if sent else 0,
        )  # fmt: skip
    if run.effective_on < on:  # one that died before was ended for its own day
        return watch_arrangements(on=on, at=at, by=by)
    return Watched(run.id, **told)
