"""chase_disputes: services that are late with an answer are chased by email, a step at a time; and what was held for a
credit note that is decided now is let go.

It may run every day and twice a day: a step is taken once, and no two of one dispute on one day; an email goes once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.disputes import emailing
from piperoll.disputes.rules import FIGURE_OF, STEPS
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import is_working_day, working_days_before
from piperoll.runs import running

sql = beside(__file__)


@dataclass(frozen=True)
class DisputesChased:
    """How many services were chased at each step, how many holds were let go; how many emails went, how many steps have
    no address, how many emails were refused, and why some wait, if they do."""

    run: int
    reminder: int
    escalation: int
    head_of_service: int
    let_go: int
    emailed: int
    no_address: int
    refused: int
    emails_wait: str


def chase_disputes(*, on: date, at: datetime, by: Actor) -> DisputesChased:
    """Take the next step of every dispute whose answer is late, in one statement.

    Emails go once the steps are kept; what cannot be sent now waits for the next run. Raises NoFigureHolds,
    StillWorking, NoPostRoom.
    """
    with running.start("chase_disputes", on=on, at=at, by=by) as run:
        lasts = last_days(run.effective_on)
        with transaction.atomic():
            sql.one_chaser_at_a_time()
            rows = sql.chase(
                steps=list(lasts), lasts=list(lasts.values()), on=run.effective_on, run=run.id
            )  # fmt: skip
            many = Counter(row.step for row in rows)
            (freed,) = sql.let_go(on=run.effective_on, run=run.id)
            written = emailing.write_down(rows, run)
        sent = emailing.send_waiting(run)
        told = {step: many[step] for step in STEPS} | {
            "let_go": freed.many, "emailed": sent.emailed, "no_address": len(rows) - written, "refused": sent.refused,
        }  # fmt: skip
        run.finish(event="finish" if any(told.values()) else "find_nothing", **told, emails_wait=sent.wait)
    if run.effective_on < on:  # one that died before was ended for its own day
        return chase_disputes(on=on, at=at, by=by)
    return DisputesChased(run.id, **told, emails_wait=sent.wait)


def last_days(on: date) -> dict[str, date]:
    """Step → the last day on which an answer was due for which the step follows by `on`. Raises NoFigureHolds."""
    holidays = set(Holiday.objects.values_list("on", flat=True))
    by = on if is_working_day(on, holidays) else working_days_before(on, 1, holidays)
    return {step: working_days_before(by, int(figure(name, on)), holidays) for step, name in FIGURE_OF.items()}
