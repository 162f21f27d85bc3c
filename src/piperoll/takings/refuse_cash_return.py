"""refuse_cash_return: a service's return is not right and goes back; its office fills it in again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.takings import returns
from piperoll.takings.models import CashReturnEnd
from piperoll.takings.refuse_cash_up import RefusedWithoutReason


@dataclass(frozen=True)
class CashReturnRefused:
    """A return sent back, and why."""

    run: int
    cash_return: int
    reason: str


def refuse_cash_return(*, cash_return: int, reason: str, on: date, at: datetime, by: Actor) -> CashReturnRefused:
    """Send a return back; whoever filled it in may do so too. No money of it was in the books.

    Raises RefusedWithoutReason, NoSuchReturn, ReturnEnded.
    """
    by.must("refuse_cash_return")
    reason = reason.strip()[:200]
    if not reason:
        raise RefusedWithoutReason(field="reason")
    with running.act("refuse_cash_return", on=on, at=at, by=by, cash_return=cash_return, reason=reason) as run:
        found = returns.waiting(cash_return, by)
        CashReturnEnd.objects.create(
            cash_return=found, is_authorised=False, filled_by_id=found.filled_by_id, ended_by_id=by.user_id,
            reason=reason, run_id=run.id,
        )  # fmt: skip
    return CashReturnRefused(run.id, cash_return, reason)
