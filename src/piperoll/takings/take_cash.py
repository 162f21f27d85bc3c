"""take_cash: somebody pays over the counter; they get a receipt, and the money waits in the till to be counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import Receipt
from piperoll.receipting.taking import Arriving, take
from piperoll.runs import running
from piperoll.takings.paying_in import account_coded, method_of
from piperoll.takings.rules import MOST_PENCE, till_read


class BadTill(Refused):
    """{till!r} is not a till: up to 12 letters, digits and dashes, like GUILDHALL-1."""


class NoCash(Refused):
    """Enter how much was paid: at least one penny."""


@dataclass(frozen=True)
class CashTaken:
    """Cash over the counter: its receipt, by number and by the reference on the payer's copy."""

    run: int
    receipt: int
    reference: str
    till: str
    pence: int


def take_cash(
    *, till: str, amount_pence: int, payer: str = "", reference: str = "", bank_account: str, on: date, at: datetime,
    by: Actor,
) -> CashTaken:  # fmt: skip
    """Take cash at a till, from whom and for what they say; it waits in suspense to be matched like any receipt.

    `bank_account` is where the till is paid in. Raises BadTill, NoCash, NoSuchBankAccount.
    """
    by.must("take_cash")
    code, account, method = till_read(till), account_coded(bank_account), method_of("cash")
    if not code:
        raise BadTill(till=till)
    if not 0 < amount_pence <= MOST_PENCE:
        raise NoCash()
    told = Arriving(
        amount_pence, on, payer_name=payer.strip(), number=code,
        references=(reference.strip()[:40],) if reference.strip() else (),
    )  # fmt: skip
    with running.act("take_cash", on=on, at=at, by=by, till=code) as run:
        (receipt,) = take([told], method=method, bank_account=account, run=run.id, at=at)
        run.finish(pence=amount_pence)
    return CashTaken(run.id, receipt, Receipt.objects.get(pk=receipt).reference, code, amount_pence)
