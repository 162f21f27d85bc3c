"""approve_late_billing: what should have been billed long ago may be billed now, because it was agreed how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.models import LateApproval
from piperoll.billing.schedules import due_of, hold, why
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NothingLate(Refused):
    """Schedule {schedule} has nothing waiting that was due by {due_to:%-d %B %Y}."""


@dataclass(frozen=True)
class LateApproved:
    """Periods of a schedule that may be billed late, and what was agreed."""

    run: int
    schedule: int
    due_to: date
    periods: int


def approve_late_billing(
    *, schedule: int, due_to: date, reason: str, on: date, at: datetime, by: Actor
) -> LateApproved:
    """Let everything a schedule was due to bill up to a day be billed. The reason says what was agreed.

    Raises NoSuchSchedule, WhyNeeded, NothingLate.
    """
    reason = why(reason)
    with running.act("approve_late_billing", on=on, at=at, by=by, schedule=schedule, due_to=due_to.isoformat()) as run:
        found = hold(schedule)
        waiting = [row for row in due_of(schedule, on=min(on, due_to)) if row.bill_on <= due_to]
        if not waiting:
            raise NothingLate(schedule=schedule, due_to=due_to)
        LateApproval.objects.create(schedule=found, due_to=due_to, reason=reason, run_id=run.id)
    return LateApproved(run.id, schedule, due_to, len(waiting))
