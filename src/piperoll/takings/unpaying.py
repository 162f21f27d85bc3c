"""A payment that was banked is taken back, inside a verb's transaction: its placements undone, nothing of it in
suspense, its method's account less by it; all that was done stays on the record."""

from __future__ import annotations

from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.receipting.fund_placing import take_back_from_funds
from piperoll.receipting.models import Clearing, Expected, FundPlacement
from piperoll.receipting.undoing import take_back
from piperoll.runs.running import RunInHand
from piperoll.takings.models import StillPaid, Unpaid

sql = beside(__file__)


class NotTaken(Refused):
    """Receipt {receipt} is not a cheque or other payment that we paid in ourselves, so no bank returns it. If it was
    put on the wrong account, undo its placement."""


class NotBanked(Refused):
    """Receipt {receipt} has not been paid in yet, so the bank cannot have returned it."""


class ReturnedAlready(Refused):
    """Receipt {receipt} was returned unpaid already, on {on:%-d %B %Y}. Nothing was changed."""

    exit_code = 0


class ReturnedTooEarly(Refused):
    """Receipt {receipt} was paid in on {banked_on:%-d %B %Y}, so it cannot have come back on {on:%-d %B %Y}."""


def banked(receipt: int, on: date) -> Any:
    """A payment of ours that was paid in by then and stands, its receipt locked.

    Raises NotTaken, NotBanked, ReturnedAlready, ReturnedTooEarly.
    """
    (found,) = sql.hold(receipt=receipt) or (None,)
    if found is None:
        raise NotTaken(receipt=receipt)
    if found.banked_on is None:
        raise NotBanked(receipt=receipt)
    if found.returned_on is not None:
        raise ReturnedAlready(receipt=receipt, on=found.returned_on)
    if on < found.banked_on:
        raise ReturnedTooEarly(receipt=receipt, banked_on=found.banked_on, on=on)
    return found


def unpay(
    found: Any, *, why: str, reason: str, run: RunInHand, is_shown: bool = True, pence: int | None = None
) -> tuple[int, int]:
    """Take it back; how many placements and allocations were undone. The bank will show a debit of its own, unless
    (`is_shown` false) what is paid in next is less by it. Of a part (`pence`), the rest is in suspense again."""
    standing = sql.hold_placements(receipt=found.receipt_id)
    allocations = take_back([placement.id for placement in standing], why=why, run=run).allocations
    in_funds = list(FundPlacement.objects.filter(receipt=found.receipt_id, undoes=None).values_list("id", flat=True))
    undone = len(standing) + take_back_from_funds(in_funds, why=why, run=run).placements
    _give_up(found, found.amount_pence if pence is None else pence, why, reason, run, is_shown)
    return undone, allocations


def taken_back_by_hand(receipt: int) -> Unpaid | None:
    """Somebody's word that the bank took a payment of ours back, its receipt locked; None when nobody said so."""
    sql.hold(receipt=receipt)
    return Unpaid.objects.filter(taking_id=receipt, expected__isnull=False).select_related("expected").first()


def expect_no_debit(unpaid: Unpaid, *, run: RunInHand) -> Expected | None:
    """The nought that is expected in the place of its debit, since what is paid in next is less by it; None when the
    bank has shown the debit."""
    was = unpaid.expected
    if was is None or Clearing.objects.filter(expected=was).exists():
        return None
    return Expected.objects.create(
        bank_account_id=was.bank_account_id, account_id=was.account_id, amount_pence=0, expected_on=was.expected_on,
        days_late=was.days_late, what=was.what, replaces=was, run_id=run.id,
    )  # fmt: skip


def keep_part(unpaid: Unpaid, pence: int, *, why: str, run: RunInHand) -> None:
    """So much of what somebody took back by hand never left us: it is in suspense again, to be placed."""
    posting.open_drafts()
    (drafted,) = sql.draft_still_paid(receipt=unpaid.pk, pence=pence, on=run.effective_on)
    posting.post_drafts(run=run.id, at=run.at)
    StillPaid.objects.create(
        unpaid=unpaid, amount_pence=pence, told_on=run.effective_on, journal_id=drafted.journal_id, run_id=run.id
    )
    sql.close(receipt=unpaid.pk, rest=pence, why=why, reasons=Jsonb([why]), by=run.by.username, run=run.id)


def _give_up(found: Any, pence: int, why: str, reason: str, run: RunInHand, is_shown: bool) -> None:
    """Out of suspense, back onto its method's account, where the bank's debit, or the next banking, will meet it."""
    receipt = found.receipt_id
    posting.open_drafts()
    (drafted,) = sql.draft(receipt=receipt, pence=pence, on=run.effective_on)
    posting.post_drafts(run=run.id, at=run.at)
    expected = Expected.objects.create(
        bank_account_id=found.bank_account_id, account_id=found.account_id, amount_pence=-pence,
        expected_on=run.effective_on, words="", what=f"{found.reference} returned unpaid", run_id=run.id,
    ) if is_shown else None  # fmt: skip
    Unpaid.objects.create(
        taking_id=receipt, amount_pence=pence, returned_on=run.effective_on, reason=reason, expected=expected,
        journal_id=drafted.journal_id, run_id=run.id,
    )  # fmt: skip
    sql.close(
        receipt=receipt, rest=found.amount_pence - pence, why=why, reasons=Jsonb([why]), by=run.by.username, run=run.id
    )
