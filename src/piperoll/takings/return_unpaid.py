"""return_unpaid: the bank took back a payment we had paid in, a bounced cheque say; what it paid is owed again, and all
that was done stays on the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg.types.json import Jsonb

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.receipting.fund_placing import take_back_from_funds
from piperoll.receipting.models import Expected, FundPlacement
from piperoll.receipting.undoing import take_back
from piperoll.runs import running
from piperoll.takings.models import Unpaid

sql = beside(__file__)


class NotTaken(Refused):
    """Receipt {receipt} is not a cheque or other payment that we paid in ourselves, so no bank returns it. If it was
    put on the wrong account, undo its placement."""


class NotBanked(Refused):
    """Receipt {receipt} has not been paid in yet, so the bank cannot have returned it."""


class ReturnedAlready(Refused):
    """Receipt {receipt} was returned unpaid already, on {on:%-d %B %Y}. Nothing was changed."""

    exit_code = 0


class NoReasonGiven(Refused):
    """Say why it came back, as the bank does: refer to drawer, account closed, payment stopped."""


class ReturnedTooEarly(Refused):
    """Receipt {receipt} was paid in on {banked_on:%-d %B %Y}, so it cannot have come back on {on:%-d %B %Y}."""


@dataclass(frozen=True)
class Returned:
    """A payment taken back: so many pence, so many placements and allocations undone."""

    run: int
    receipt: int
    pence: int
    placements_undone: int
    allocations_undone: int


def return_unpaid(*, receipt: int, reason: str, on: date, at: datetime, by: Actor) -> Returned:
    """Take a banked payment back from the day `on`: placements undone, and the bank's debit expected on the statement.

    Raises NoReasonGiven, NotTaken, NotBanked, ReturnedAlready, ReturnedTooEarly.
    """
    by.must("return_unpaid")
    reason = reason.strip()[:200]
    if not reason:
        raise NoReasonGiven()
    running.must_be_within_reach(on, at)
    with running.act("return_unpaid", on=on, at=at, by=by, receipt=receipt, reason=reason) as run:
        (found,) = sql.hold(receipt=receipt) or (None,)
        if found is None:
            raise NotTaken(receipt=receipt)
        if found.banked_on is None:
            raise NotBanked(receipt=receipt)
        if found.returned_on is not None:
            raise ReturnedAlready(receipt=receipt, on=found.returned_on)
        if on < found.banked_on:
            raise ReturnedTooEarly(receipt=receipt, banked_on=found.banked_on, on=on)
        why = f"Returned unpaid, said {by.name}: {reason}"
        standing = sql.hold_placements(receipt=receipt)
        allocations = take_back([placement.id for placement in standing], why=why, run=run).allocations
        in_funds = list(FundPlacement.objects.filter(receipt=receipt, undoes=None).values_list("id", flat=True))
        undone = len(standing) + take_back_from_funds(in_funds, why=why, run=run).placements
        _give_up(found, why, reason, run)
        run.finish(pence=found.amount_pence, placements=undone, allocations=allocations)
    return Returned(run.id, receipt, found.amount_pence, undone, allocations)


def _give_up(found: Any, why: str, reason: str, run: running.RunInHand) -> None:
    """Out of suspense, back onto its method's account, where the bank's debit will meet it."""
    receipt, pence = found.receipt_id, found.amount_pence
    posting.open_drafts()
    (drafted,) = sql.draft(receipt=receipt, on=run.effective_on)
    posting.post_drafts(run=run.id, at=run.at)
    expected = Expected.objects.create(
        bank_account_id=found.bank_account_id, account_id=found.account_id, amount_pence=-pence,
        expected_on=run.effective_on, words="", what=f"{found.reference} returned unpaid", run_id=run.id,
    )  # fmt: skip
    Unpaid.objects.create(
        taking_id=receipt, amount_pence=pence, returned_on=run.effective_on, reason=reason, expected=expected,
        journal_id=drafted.journal_id, run_id=run.id,
    )  # fmt: skip
    sql.close(receipt=receipt, why=why, reasons=Jsonb([why]), by=run.by.username, run=run.id)
