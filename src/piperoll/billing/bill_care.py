"""bill_care: the weeks of care up to a Sunday are billed, and every week billed wrong before is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piperoll.billing import approval, quality_gate, raising
from piperoll.billing.raising import Raised
from piperoll.billing.request_backdating import ask_for_held
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running

sql = beside(__file__)
SUNDAY = 6


class NoCareToBill(Refused):
    """No week of care up to {weeks_to:%-d %B %Y} is to be billed or put right: nothing was changed."""

    exit_code = 0


class NotASunday(Refused):
    """{day:%A %-d %B %Y} is no Sunday that is over: care is billed by whole weeks, in arrears."""


@dataclass(frozen=True)
class CareBilledRun(Raised):
    """What came of the care: `adjusted` lines put billed weeks right, `held` are too far back, `carried` come to a
    credit and are taken off a later bill."""

    adjusted: int = 0
    held: int = 0
    carried: int = 0


def bill_care(*, weeks_to: date, on: date, at: datetime, by: Actor, looked_at: str = "") -> CareBilledRun:
    """Bill every week up to a Sunday, each person's contribution to them and each body's share to it.

    What a quality check flags waits to be looked at in a preview, unless `looked_at` says why it is right.
    Raises NotASunday, NoCareToBill, NeedsApproval, StillWorking.
    """
    by.must("bill_care")
    must_be_over(weeks_to, on)
    with running.start(
        "bill_care", on=on, at=at, by=by, inputs={"weeks_to": weeks_to.isoformat(), "looked_at": looked_at[:200]}
    ) as run:
        found = stage(weeks_to, on=run.effective_on)
        if not found.lines:
            run.finish(event="find_nothing")
            raise NoCareToBill(weeks_to=weeks_to)
        approval.must_be_alone_for_staged(by, at=at)
        hold = quality_gate.hold_unless(looked_at, on=run.effective_on, besides=quality_gate.AGREED)
        raised = raising.raise_fit(run, rows=rejected_rows, then=lambda _: ask_for_held(run=run, at=at), hold=hold)
    told = {"adjusted": found.adjusted, "held": found.held, "carried": found.carried}
    return CareBilledRun(**{**asdict(raised), **told})


def must_be_over(weeks_to: date, on: date) -> None:
    """Raises NotASunday."""
    if weeks_to.weekday() != SUNDAY or weeks_to >= on:
        raise NotASunday(day=weeks_to)


def stage(weeks_to: date, *, on: date) -> Any:
    """Put what is to be billed into staging, priced; says how many lines, and how many are put right, held, carried."""
    raising.lay_out()
    (found,) = sql.stage_care(weeks_to=weeks_to, on=on)
    raising.price(on=on)
    return found


def rejected_rows(unfit: dict[int, Rejection]) -> Iterable[tuple[Rejection, dict[str, str]]]:
    """What could not be billed: whose week, who bears it."""
    for row in sql.staged_of(lines=list(unfit)):
        told = {"customer_ref": row.customer_ref, "week": str(row.week_starts_on), "billed_to": row.bearer_ref}
        yield unfit[row.line], told
