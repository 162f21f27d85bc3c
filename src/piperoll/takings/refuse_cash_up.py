"""refuse_cash_up: a difference in a till is not let stand; its takings are free to be counted again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.takings import counting
from piperoll.takings.models import CashUpEnd


class RefusedWithoutReason(Refused):
    """Say why it is to be counted again, in a few words: whoever counts must know."""


@dataclass(frozen=True)
class CashUpRefused:
    """A count sent back, and why."""

    run: int
    cash_up: int
    reason: str


def refuse_cash_up(*, cash_up: int, reason: str, on: date, at: datetime, by: Actor) -> CashUpRefused:
    """Send a count back; the counter may do so too, who has found the slip. Nothing was posted and nothing is.

    Raises NoSuchCashUp, CashUpEnded, RefusedWithoutReason.
    """
    by.must("refuse_cash_up")
    reason = reason.strip()[:200]
    if not reason:
        raise RefusedWithoutReason()
    with running.act("refuse_cash_up", on=on, at=at, by=by, cash_up=cash_up, reason=reason) as run:
        found = counting.waiting(cash_up)
        CashUpEnd.objects.create(
            cash_up=found, difference_pence=0, counted_by_id=found.counted_by_id, ended_by_id=by.user_id,
            reason=reason, run_id=run.id,
        )  # fmt: skip
    return CashUpRefused(run.id, cash_up, reason)
