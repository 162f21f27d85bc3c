"""authorise_cash_return: somebody else of the service says that a return is right; its money is in the books, on its
income codes, and paid in with its slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.models import BankAccount
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.fund_placing import ForFund, place_for_funds
from piperoll.receipting.taking import Arriving, take
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.takings import counting, returns
from piperoll.takings.models import Banking, CashReturn, CashReturnEnd, CashReturnLine, CashUp, CashUpTaking
from piperoll.takings.paying_in import method_of, must_be_new, pay_in


class OwnReturn(Refused):
    """You filled in cash-up return {cash_return} yourself: somebody else must authorise it."""


@dataclass(frozen=True)
class CashReturnAuthorised:
    """A return let stand: its receipts, what is paid in by cash and by cheque, and the pence over (below nought,
    short)."""

    run: int
    cash_return: int
    receipts: int
    cash_pence: int
    cheque_pence: int
    difference_pence: int


def authorise_cash_return(
    *, cash_return: int, reason: str = "", on: date, at: datetime, by: Actor
) -> CashReturnAuthorised:
    """Let a return stand: each line a receipt on its income code, cash counted in a cash-up, cheques paid in.

    Raises NoSuchReturn, ReturnEnded, OwnReturn, SlipBanked, SlipTaken, NoSuchMethod.
    """
    by.must("authorise_cash_return")
    with running.act("authorise_cash_return", on=on, at=at, by=by, cash_return=cash_return) as run:
        found = returns.waiting(cash_return, by)
        if found.filled_by_id == by.user_id:
            raise OwnReturn(cash_return=cash_return)
        BankAccount.objects.select_for_update().get(pk=found.bank_account_id)
        lines = list(found.lines.order_by("id"))
        cash, cheques = ([one for one in lines if one.kind == kind] for kind in ("cash", "cheque"))
        cash_up = _count(found, _take(found, cash, 1, run), reason, run) if cash else None
        banking = _bank(found, _take(found, cheques, len(cash) + 1, run), run) if cheques else None
        CashReturnEnd.objects.create(
            cash_return=found, is_authorised=True, cash_up=cash_up, cheque_banking=banking,
            filled_by_id=found.filled_by_id, ended_by_id=by.user_id, reason=reason.strip()[:200], run_id=run.id,
        )  # fmt: skip
        difference = found.counted_pence - found.cash_pence
        run.finish(cash_pence=found.counted_pence, cheque_pence=found.cheque_pence, difference_pence=difference)
    return CashReturnAuthorised(
        run.id, cash_return, len(lines), found.counted_pence, found.cheque_pence, difference
    )  # fmt: skip


def _take(found: CashReturn, lines: Sequence[CashReturnLine], first: int, run: RunInHand) -> list[int]:
    """A receipt of each line, at once on its income code."""
    receipts = take(
        [
            Arriving(
                line.amount_pence, found.taken_on, payer_name=found.service.name, number=found.office,
                references=(line.income_code,),
            )
            for line in lines
        ],
        method=method_of(lines[0].kind), bank_account=found.bank_account, run=run.id, at=run.at, first=first,
    )  # fmt: skip
    why = f"Cash-up return {found.pk} of {found.office}, authorised by {run.by.name}"
    place_for_funds(
        [
            ForFund(receipt, line.fund_id, line.income_code, None, (why,))
            for receipt, line in zip(receipts, lines, strict=True)
        ],
        run=run.id, at=run.at, by_username=run.by.username,
    )  # fmt: skip
    return receipts


def _count(found: CashReturn, receipts: Sequence[int], reason: str, run: RunInHand) -> CashUp:
    """The cash as its office counted it, let stand and paid in."""
    must_be_new(found.bank_account, found.slip, found.counted_pence)
    made = CashUp.objects.create(
        till=found.office, bank_account=found.bank_account, slip=found.slip, counted=found.counted,
        counted_pence=found.counted_pence, taken_pence=found.cash_pence, counted_on=found.taken_on,
        counted_by_id=found.filled_by_id, reason=found.reason, run_id=run.id,
    )  # fmt: skip
    CashUpTaking.objects.bulk_create(CashUpTaking(cash_up=made, taking_id=one, run_id=run.id) for one in receipts)
    counting.bank(made, reason=reason.strip()[:200], run=run)
    return made


def _bank(found: CashReturn, receipts: Sequence[int], run: RunInHand) -> Banking:
    must_be_new(found.bank_account, found.cheque_slip, found.cheque_pence)
    return pay_in(
        receipts, method=method_of("cheque"), account=found.bank_account, slip=found.cheque_slip,
        amount_pence=found.cheque_pence, run=run,
    )  # fmt: skip
