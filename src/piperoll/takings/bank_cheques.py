"""bank_cheques: a batch of cheques is paid in; each is a receipt at once, and the bank's credit will clear them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.models import BankAccount
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.taking import Arriving, take
from piperoll.runs import running
from piperoll.takings.paying_in import account_coded, checked_slip, method_of, must_be_new, pay_in
from piperoll.takings.rules import Cheque, faults


class NoCheques(Refused):
    """There is no cheque to pay in. Enter at least one."""


class BadCheques(Refused):
    """Nothing was paid in. {faults}."""


class TotalDiffers(Refused):
    """The {count} cheques come to {found}, but the slip says {told}: {difference} {way}. Look again; nothing was paid
    in."""


@dataclass(frozen=True)
class ChequesBanked:
    """A batch paid in: the banking, its slip, how many cheques and pence, and the receipts made, in order."""

    run: int
    banking: int
    slip: str
    cheques: int
    pence: int
    receipts: tuple[int, ...]


def bank_cheques(
    *, bank_account: str, slip: str, total_pence: int, cheques: Sequence[Cheque], on: date, at: datetime, by: Actor
) -> ChequesBanked:
    """Pay cheques in on the day `on`; `total_pence` is the slip's own total, which they must come to.

    Each waits in suspense to be matched by whom and what it names. Raises NoCheques, BadCheques, TotalDiffers, BadSlip,
    SlipBanked (the same again), SlipTaken, NoSuchBankAccount.
    """
    by.must("bank_cheques")
    slip, account, method = checked_slip(slip), account_coded(bank_account), method_of("cheque")
    _must_prove(cheques, total_pence)
    with running.act("bank_cheques", on=on, at=at, by=by, slip=slip, bank_account=account.code) as run:
        BankAccount.objects.select_for_update().get(pk=account.pk)
        must_be_new(account, slip, total_pence)
        receipts = take([_arriving(one, on) for one in cheques], method=method, bank_account=account, run=run.id, at=at)
        banking = pay_in(receipts, method=method, account=account, slip=slip, amount_pence=total_pence, run=run)
        run.finish(cheques=len(cheques), pence=total_pence)
    return ChequesBanked(run.id, banking.pk, slip, len(cheques), total_pence, tuple(receipts))


def _must_prove(cheques: Sequence[Cheque], total_pence: int) -> None:
    if not cheques:
        raise NoCheques()
    if wrong := list(faults(cheques)):
        raise BadCheques(faults="; ".join(f"Cheque {place}: {why}" for place, why in wrong), wrong=wrong)
    found = sum(cheque.amount_pence for cheque in cheques)
    if found != total_pence:
        raise TotalDiffers(
            count=len(cheques), found=pounds(found), told=pounds(total_pence),
            difference=pounds(abs(found - total_pence)), way="too much" if found > total_pence else "too little",
        )  # fmt: skip


def _arriving(cheque: Cheque, on: date) -> Arriving:
    number = cheque.number.strip()
    return Arriving(
        cheque.amount_pence, on, payer_name=cheque.drawer.strip(), number=number,
        references=(cheque.reference.strip(),) if cheque.reference.strip() else (),
    )  # fmt: skip
