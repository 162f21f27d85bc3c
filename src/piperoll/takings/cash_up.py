"""cash_up: a till is counted by note and coin against what was receipted there, and paid in with a slip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.models import BankAccount
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.takings import counting
from piperoll.takings.models import CashUp, CashUpTaking
from piperoll.takings.paying_in import account_coded, checked_slip, must_be_new
from piperoll.takings.rules import count_of, till_read


class NothingAtTill(Refused):
    """No cash was taken at till {till} that is not counted yet and is paid into {account}."""


class BadCount(Refused):
    """There is no such note or coin, or fewer than none: {why}. Count again."""


class DifferenceUnexplained(Refused):
    """{counted} was counted, but {taken} was receipted: {difference} {way}. Count again; if it is still so, say why,
    and somebody else will look at it."""


@dataclass(frozen=True)
class CashedUp:
    """A till counted. `banking` is None when a difference waits for somebody else."""

    run: int
    cash_up: int
    till: str
    takings: int
    taken_pence: int
    counted_pence: int
    difference_pence: int
    banking: int | None


def cash_up(
    *, till: str, bank_account: str, slip: str, counted: Mapping[int, int], reason: str = "", on: date, at: datetime,
    by: Actor,
) -> CashedUp:  # fmt: skip
    """Count a till up to the day `on`: `counted` is how many by pence of each note and coin.

    Without a difference it is paid in at once; with one, and a reason, it waits for authorise_cash_up. Raises BadCount,
    DifferenceUnexplained, NothingAtTill, BadSlip, SlipBanked, SlipTaken, NoSuchBankAccount.
    """
    by.must("cash_up")
    code, account, slip = till_read(till), account_coded(bank_account), checked_slip(slip)
    try:
        pence = count_of(counted)
    except ValueError as fault:
        raise BadCount(why=str(fault)) from None
    with running.act("cash_up", on=on, at=at, by=by, till=code, slip=slip) as run:
        counting.hold_till(code)
        BankAccount.objects.select_for_update().get(pk=account.pk)
        must_be_new(account, slip, pence)
        takings = counting.sql.uncounted(till=code, bank_account=account.pk, on=on)
        if not takings:
            raise NothingAtTill(till=code or till, account=account.name)
        taken = sum(row.amount_pence for row in takings)
        _must_be_explained(pence, taken, reason.strip())
        made = CashUp.objects.create(
            till=code, bank_account=account, slip=slip, counted={str(k): v for k, v in counted.items() if v},
            counted_pence=pence, taken_pence=taken, counted_on=on, counted_by_id=by.user_id,
            reason=reason.strip()[:200] if pence != taken else "", run_id=run.id,
        )  # fmt: skip
        CashUpTaking.objects.bulk_create(
            CashUpTaking(cash_up=made, taking_id=row.receipt_id, run_id=run.id) for row in takings
        )
        banking = counting.bank(made, reason="", run=run).pk if pence == taken else None
        run.finish(taken_pence=taken, counted_pence=pence)
    return CashedUp(run.id, made.pk, code, len(takings), taken, pence, pence - taken, banking)


def _must_be_explained(counted: int, taken: int, reason: str) -> None:
    if counted <= 0:
        raise BadCount(why="nothing was counted")
    if counted != taken and not reason:
        raise DifferenceUnexplained(
            counted=pounds(counted), taken=pounds(taken), difference=pounds(abs(counted - taken)),
            way="over" if counted > taken else "short",
        )  # fmt: skip
