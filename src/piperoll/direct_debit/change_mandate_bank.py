"""change_mandate_bank: the payer moved their account: the old instruction is cancelled, the new one lodged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit import accounts, bank_details, lodging, noticing
from piperoll.direct_debit.deeds import account_in_use, held, must_be_allowed, why
from piperoll.direct_debit.models import MandateAccount
from piperoll.direct_debit.moving import move
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

FROM = ("set_up", "lodging", "active", "suspended", "rejected", "dormant")
CANCELLED_BEFORE = ("rejected", "dormant")
"""Where the payer's bank holds no instruction any more, so none is to be cancelled."""


class SameAccount(Refused):
    """That is the account it collects from already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class BankChanged:
    """A mandate that waits to be lodged with another account. `cancels` says whether the old one gets a 0C."""

    run: int
    mandate: int
    reference: str
    bank_account: str
    check: str
    why: str
    cancels: bool


def change_mandate_bank(
    *,
    mandate: int,
    sort_code: str,
    account: str,
    account_name: str,
    ten_digits: str = "",
    reason: str,
    bank_cancelled: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> BankChanged:
    """Record the new account and ask for the instructions: 0C for the old and 0N for the new, under one reference.

    No 0C goes where nothing was lodged, nor where the bank told us the old one is gone (`bank_cancelled`). A notice
    tells the payer. Raises NoSuchMandate, NotInThatState, SameAccount, NotForThem, ReferenceTaken, and what
    `bank_details.checked` raises.
    """
    by.must("change_mandate_bank")
    said = why(reason)
    checked = bank_details.checked(sort_code, account, account_name, ten_digits=ten_digits, on=on)
    with running.act("change_mandate_bank", on=on, at=at, by=by, mandate=mandate, reason=said) as run:
        found, state = held(mandate, among=FROM)
        must_be_allowed(found.standing.customer_id, on)
        old = account_in_use(mandate)
        if bytes(old.key) == checked.key and state not in CANCELLED_BEFORE:
            raise SameAccount()
        cancels = _cancels(old, state, bank_cancelled)
        move([mandate], "change_bank", state, run=run.id, on=on, at=at, reasons=[said])
        lodging.withdraw(mandate, (lodging.NEW, lodging.CONVERT), run=run.id, on=on)
        new = accounts.record(found, checked, run=run.id, on=on)
        if cancels:
            lodging.ask(old, lodging.CANCEL, run=run.id, on=on)
        lodging.ask(new, lodging.NEW, run=run.id, on=on)
        told = "Money is now taken from another account, shown below."
        noticing.write(found, "changed", why=told, run=run.id, on=on, at=at)
        run.finish(mandate=mandate, account=new.pk, cancels=cancels)
    return BankChanged(
        run.id, mandate, found.reference, bank_details.masked(new.last_four), new.verdict, new.why, cancels
    )


def _cancels(old: MandateAccount, state: str, bank_cancelled: bool) -> bool:
    return lodging.was_filed(old.pk) and state not in CANCELLED_BEFORE and not bank_cancelled
