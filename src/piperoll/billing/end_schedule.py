"""end_schedule: a schedule has a last day; a part of a period costs its part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.models import ScheduleEnd
from piperoll.billing.schedules import billed_to, hold, why
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class EndsAlready(Refused):
    """It ends on {ends_on:%-d %B %Y} already: nothing was changed."""

    exit_code = 0


class EndsBeforeItStarts(Refused):
    """It starts on {starts_on:%-d %B %Y}: its last day cannot be before that."""


@dataclass(frozen=True)
class ScheduleEnded:
    """A schedule's last day. `billed_beyond` is the day it was billed up to, when that is later: credit the rest."""

    run: int
    schedule: int
    ends_on: date
    billed_beyond: date | None


def end_schedule(*, schedule: int, ends_on: date, reason: str, on: date, at: datetime, by: Actor) -> ScheduleEnded:
    """End a schedule. Raises NoSuchSchedule, WhyNeeded, EndsAlready, EndsBeforeItStarts."""
    reason = why(reason)
    with running.act("end_schedule", on=on, at=at, by=by, schedule=schedule, reason=reason) as run:
        found = hold(schedule)
        standing = ScheduleEnd.objects.filter(schedule=found).first()
        if standing:
            raise EndsAlready(ends_on=standing.ends_on)
        if ends_on < found.starts_on:
            raise EndsBeforeItStarts(starts_on=found.starts_on)
        ScheduleEnd.objects.create(schedule=found, ends_on=ends_on, reason=reason, run_id=run.id)
        billed = billed_to(schedule, on=on)
    return ScheduleEnded(run.id, schedule, ends_on, billed if billed and billed > ends_on else None)
