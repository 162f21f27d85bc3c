"""chase_disputes: services that are late with an answer are chased, a step at a time; and what was held for a credit
note that is decided now is let go.

It may run every day and twice a day: a step is taken once, and no two of one dispute on one day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.disputes.rules import FIGURE_OF, STEPS
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import is_working_day, working_days_before
from piperoll.runs import running

sql = beside(__file__)


@dataclass(frozen=True)
class DisputesChased:
    """How many services were chased at each step, and how many holds were let go."""

    run: int
    reminder: int
    escalation: int
    head_of_service: int
    let_go: int


def chase_disputes(*, on: date, at: datetime, by: Actor) -> DisputesChased:
    """Take the next step of every dispute whose answer is late, in one statement.

    Raises NoFigureHolds, StillWorking.
    """
    with running.start("chase_disputes", on=on, at=at, by=by, inputs={"on": on.isoformat()}) as run:
        lasts = last_days(run.effective_on)
        with transaction.atomic():
            sql.one_chaser_at_a_time()
            rows = sql.chase(
                steps=list(lasts), lasts=list(lasts.values()), on=run.effective_on, run=run.id
            )  # fmt: skip
            many = {row.step: row.many for row in rows}
            (freed,) = sql.let_go(on=run.effective_on, run=run.id)
            told = {step: many.get(step, 0) for step in STEPS} | {"let_go": freed.many}
            run.finish(event="finish" if any(told.values()) else "find_nothing", **told)
    if run.effective_on < on:  # one that died before was ended for its own day
        return chase_disputes(on=on, at=at, by=by)
    return DisputesChased(run.id, **told)


def last_days(on: date) -> dict[str, date]:
    """Step → the last day on which an answer was due for which the step follows by `on`. Raises NoFigureHolds."""
    holidays = set(Holiday.objects.values_list("on", flat=True))
    by = on if is_working_day(on, holidays) else working_days_before(on, 1, holidays)
    return {step: working_days_before(by, int(figure(name, on)), holidays) for step, name in FIGURE_OF.items()}
