"""bill_schedules: whatever the schedules are due to bill up to a day becomes invoices, each period once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piperoll.billing import approval, quality_gate, raising
from piperoll.billing.raising import Raised
from piperoll.billing.request_late_billing import ask_for_held
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running

sql = beside(__file__)


class NothingDue(Refused):
    """No schedule is due to bill anything on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class SchedulesBilled(Raised):
    """What came of the schedules. `catching_up` counts schedules with more than one period in this run; `held_late`
    the charges too late to bill without approval."""

    catching_up: int = 0
    held_late: int = 0


def bill_schedules(*, on: date, at: datetime, by: Actor, service: str = "", looked_at: str = "") -> SchedulesBilled:
    """Bill every period due and not billed, of one service or of all, dated `on`.

    What was due longer ago than `late_billing_days` is held back, and the run asks whether it may be billed.
    What a quality check flags waits to be looked at in a preview, unless `looked_at` says why it is right.

    Raises NothingDue, NeedsApproval, StillWorking.
    """
    by.must("bill_schedules")
    with running.start(
        "bill_schedules", on=on, at=at, by=by, inputs={"service": service, "looked_at": looked_at[:200]}
    ) as run:
        found = stage(on=run.effective_on, service=service)
        if not found.lines:
            run.finish(event="find_nothing")
            raise NothingDue(on=run.effective_on)
        approval.must_be_alone_for_staged(by, at=at)
        hold = quality_gate.hold_unless(looked_at, on=run.effective_on, besides=quality_gate.AGREED)
        raised = raising.raise_fit(run, rows=rejected_rows, then=lambda _: ask_for_held(run=run, at=at), hold=hold)
    return SchedulesBilled(**{**asdict(raised), "catching_up": found.catching_up, "held_late": found.held_late})


def stage(*, on: date, service: str) -> Any:
    """Put what is due into staging, priced; says how many lines, who catches up and what is held back as late."""
    raising.lay_out()
    (found,) = sql.stage_due(on=on, service=service)
    raising.price(on=on)
    return found


def rejected_rows(unfit: dict[int, Rejection]) -> Iterable[tuple[Rejection, dict[str, str]]]:
    """What could not be billed, with the schedule it is of."""
    told = {row.line: row for row in sql.staged_of(lines=list(unfit))}
    for line, rejection in unfit.items():
        row = told[line]
        yield rejection, {"schedule": str(row.schedule_id), "reference": row.reference, "external_id": row.external_id}
