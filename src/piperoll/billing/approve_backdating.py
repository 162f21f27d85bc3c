"""approve_backdating: weeks of care further back than the limit may be billed, because it was agreed how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.assess_care import BadAssessment, must_be_monday
from piperoll.billing.models import CareApproval
from piperoll.billing.schedules import why
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class BackdatingApproved:
    """The weeks of somebody's care that may be billed so far back."""

    run: int
    customer: str
    weeks_from: date
    weeks_to: date


def approve_backdating(
    *, customer: str, weeks_from: date, weeks_to: date, reason: str, on: date, at: datetime, by: Actor
) -> BackdatingApproved:
    """Let weeks that began between two days be billed. The reason says what was agreed and how they will pay.

    Raises NoSuchCustomer, NotAMonday, BadAssessment, WhyNeeded.
    """
    person, reason = by_reference(customer), why(reason)
    must_be_monday(weeks_from)
    if weeks_to < weeks_from:
        raise BadAssessment(why="The last week is before the first")
    with running.act("approve_backdating", on=on, at=at, by=by, customer=person.reference, reason=reason) as run:
        CareApproval.objects.create(
            customer=person, weeks_from=weeks_from, weeks_to=weeks_to, reason=reason, run_id=run.id
        )
    return BackdatingApproved(run.id, person.reference, weeks_from, weeks_to)
