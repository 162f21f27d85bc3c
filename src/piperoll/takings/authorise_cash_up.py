"""authorise_cash_up: somebody other than the counter lets a difference stand; the cash is paid in as counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.models import BankAccount
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.takings import counting
from piperoll.takings.paying_in import must_be_new


@dataclass(frozen=True)
class CashUpAuthorised:
    """A count let stand: its banking, and the pence over (or, below nought, short)."""

    run: int
    cash_up: int
    banking: int
    counted_pence: int
    difference_pence: int


def authorise_cash_up(*, cash_up: int, reason: str = "", on: date, at: datetime, by: Actor) -> CashUpAuthorised:
    """Let a count with a difference stand, from the day `on`.

    Raises NoSuchCashUp, CashUpEnded, OwnCount, SlipTaken.
    """
    by.must("authorise_cash_up")
    with running.act("authorise_cash_up", on=on, at=at, by=by, cash_up=cash_up) as run:
        found = counting.waiting(cash_up)
        if found.counted_by_id == by.user_id:
            raise counting.OwnCount(cash_up=cash_up)
        BankAccount.objects.select_for_update().get(pk=found.bank_account_id)
        must_be_new(found.bank_account, found.slip, found.counted_pence)
        banking = counting.bank(found, reason=reason.strip()[:200], run=run)
        difference = found.counted_pence - found.taken_pence
        run.finish(counted_pence=found.counted_pence, difference_pence=difference)
    return CashUpAuthorised(run.id, cash_up, banking.pk, found.counted_pence, difference)
