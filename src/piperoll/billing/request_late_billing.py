"""request_late_billing: what should have been billed long ago may be billed now, once somebody else agrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask
from piperoll.authority.models import Request
from piperoll.billing.held_back import (
    ask_for_each,
    days_since,
    last_day,
    must_not_wait,
    what_was_agreed,
)
from piperoll.billing.models import LateApproval
from piperoll.billing.schedules import due_of, hold, why
from piperoll.database.statements import beside
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds, to_whole_pence
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand

sql = beside(__file__)
ACT = "late_billing"


class NothingLate(Refused):
    """Schedule {schedule} has nothing waiting that was due by {due_to:%-d %B %Y}."""


@dataclass(frozen=True)
class LateBillingRequested:
    """Periods of a schedule asked to be billed late: agreed to, or waiting for somebody else."""

    run: int
    request: int
    state: str
    schedule: int
    due_to: date
    periods: int


def request_late_billing(
    *,
    schedule: int,
    due_to: date,
    reason: str,
    files: Sequence[Document] = (),
    on: date,
    at: datetime,
    by: Actor,
) -> LateBillingRequested:
    """Ask that all a schedule was due to bill up to a day be billed. The reason says what was agreed.

    Raises NoSuchSchedule, WhyNeeded, NothingLate, AskedBefore, NoLimitCovers, TooManyFiles.
    """
    by.must("request_late_billing")
    reason = why(reason)
    with running.act(
        "request_late_billing", on=on, at=at, by=by, schedule=schedule, due_to=due_to.isoformat()
    ) as run:  # fmt: skip
        found = hold(schedule)
        waiting = [row for row in due_of(schedule, on=min(on, due_to)) if row.bill_on <= due_to]
        if not waiting:
            raise NothingLate(schedule=schedule, due_to=due_to)
        net = sum(to_whole_pence(row.quantity * (row.unit_price or 0) * 100) for row in waiting)
        oldest = min(row.bill_on for row in waiting)
        wanted = _wanted(
            schedule, found.service_id, found.customer_id, oldest, due_to, len(waiting), net, "agreed", reason,
            on=on, files=files,
        )  # fmt: skip
        must_not_wait(wanted, run=run, at=at)
        asked = ask(wanted, run=run, at=at)
        if asked.may_go_ahead:
            _approve(asked.request, run)
        run.finish(request=asked.request.pk, periods=len(waiting))
    state = "approved" if asked.may_go_ahead else "waiting"
    return LateBillingRequested(run.id, asked.request.pk, state, schedule, due_to, len(waiting))


def ask_for_held(*, run: RunInHand, at: datetime) -> int:
    """Ask for what a run of the schedules just held back as too late, inside its transaction; says how many."""
    return ask_for_each(_held(run.effective_on), run=run, at=at)


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """Approved, the periods go with the next bill run of the schedules."""
    _approve(request, run)
    until = f"{last_day(request):%-d %B %Y}"
    return f"{request.subject} may bill what was due up to {until}: it goes with the next bill run."


def _held(on: date) -> Iterable[Wanted]:
    for row in sql.held():
        yield _wanted(
            row.schedule_id, row.service_id, row.customer_id, row.oldest, row.due_to, row.periods, row.net_pence,
            "held_back", "Held back as too late. What was agreed with the customer?", on=on,
        )  # fmt: skip


def _wanted(
    schedule: int, service_id: int, customer_id: int, oldest: date, due_to: date, periods: int, net_pence: int,
    reason: str, said: str, *, on: date, files: Sequence[Document] = (),
) -> Wanted:  # fmt: skip
    changes = [
        ("Periods", "", f"{periods:,}, to be billed since {oldest:%-d %B %Y}, up to {due_to:%-d %B %Y}"),
        ("Before VAT", "", pounds(net_pence)),
    ]
    details: dict[str, Any] = {"schedule": schedule, "until": due_to.isoformat()}
    return Wanted(
        ACT, service_id, customer_id, f"Schedule {schedule}", net_pence, days_since(oldest, on), reason, said,
        changes=changes, details=details, files=files,
    )  # fmt: skip


def _approve(request: Request, run: RunInHand) -> None:
    LateApproval.objects.create(
        schedule_id=request.details["schedule"], due_to=last_day(request), reason=what_was_agreed(request),
        run_id=run.id,
    )  # fmt: skip
