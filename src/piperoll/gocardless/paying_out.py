"""A payout: the payments it pays, what it takes back and what it costs, proved before anything is expected of the bank.

The customers' accounts were credited when the collections were released, and the money is on its way since. A payout
says which of it comes, in one sum less fees: that sum clears itself on the bank statement, and the fees are a cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from piperoll.bacs.finding import paid_into
from piperoll.bacs.taking_back import Ending, take_back, take_back_part
from piperoll.database.statements import beside
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.gocardless.models import Payout, PayoutItem
from piperoll.ledger import posting
from piperoll.ledger.models import Account
from piperoll.receipting.models import Expected
from piperoll.runs.running import RunInHand

sql = beside(__file__)
PAID, REFUNDED = "payment_paid_out", "payment_refunded"
TAKEN_BACK = ("payment_failed", "payment_charged_back", REFUNDED)
FEES = ("gocardless_fee", "app_fee", "revenue_share", "surcharge_fee")


class NoFeesAccount(Refused):
    """The ledger has no account for what collecting costs, so a payout with fees cannot be taken in. Have one added
    with the control “collect_fees”."""


@dataclass(frozen=True)
class Told:
    """A payout and its items, as GoCardless gives them."""

    payout: Any
    items: Sequence[Any]


def take_in(told: Told, *, run: RunInHand) -> str:
    """Take a payout in, once, inside the verb's transaction; what stands against it in a sentence, "" when nothing.

    Raises NoFeesAccount.
    """
    payout, money = told.payout, [one for one in told.items if one.type not in FEES]
    if Payout.objects.filter(gocardless_id=payout.id).exists():
        return ""
    ours = {row.gocardless_id: row for row in sql.named(payments=[_payment(one) for one in money])}
    items, amount = sum(_pence(one) for one in money), int(payout.amount)
    fault = next((fault for one in money if (fault := _fault(one, ours.get(_payment(one))))), "")
    fault = fault or _totals_fault(told, items - amount)
    if fault:
        return f"Payout {payout.reference} of {pounds(amount)} is not taken in: {fault}"
    (number,) = sql.next_payout()
    arrives_on = date.fromisoformat(payout.arrival_date)
    kept = Payout.objects.create(
        id=number.number, gocardless_id=payout.id, reference=payout.reference[:40], arrives_on=arrives_on,
        amount_pence=amount, items_pence=items, fees_pence=items - amount, run_id=run.id,
        expected=_expect(payout.reference, amount, arrives_on, run),
        journal_id=_post_fees(number.number, items - amount, arrives_on, run),
    )  # fmt: skip
    PayoutItem.objects.bulk_create(
        PayoutItem(
            payout=kept, payment_id=ours[_payment(one)].id, kind=one.type, amount_pence=_pence(one), run_id=run.id
        )
        for one in money
    )
    return ""


def pay_back(payouts: Sequence[Told], *, run: RunInHand, on: date) -> int:
    """What somebody paid back to payers at GoCardless is owed again, now that a payout is less by it; the pence."""
    told = {_payment(item): -_pence(item) for one in payouts for item in one.items if item.type == REFUNDED}
    if not told:
        return 0
    why = "Paid back to the payer at GoCardless"
    ours = {row.gocardless_id: row for row in sql.named(payments=list(told))}
    endings = {key: Ending(row.collection_id, "refund", "", why, on) for key, row in ours.items()}
    whole = [endings[key] for key, row in ours.items() if told[key] == row.amount_pence]
    pence = int(take_back(whole, run=run.id, at=run.at).pence)
    for key, row in ours.items():
        if told[key] < row.amount_pence:
            pence += int(take_back_part(endings[key], told[key], run=run.id, at=run.at).pence)
    return pence


def _payment(item: Any) -> str:
    return str(item.attributes.get("links", {}).get("payment") or "")


def _pence(item: Any) -> int:
    """Sums of items come as text with a fraction of a penny."""
    return int(Decimal(item.amount).quantize(Decimal(1), ROUND_HALF_UP))


def _fault(item: Any, ours: Any) -> str:
    """What stands against one item, "" when nothing."""
    if item.type != PAID and item.type not in TAKEN_BACK:
        return f"it holds “{item.type}”, which Piperoll does not know. Have the bank line placed by hand."
    if ours is None:
        return f"it holds payment {_payment(item)}, which is none of ours. Have the bank line placed by hand."
    due = ours.amount_pence if item.type == PAID else -ours.amount_pence
    is_part = item.type == REFUNDED and due < _pence(item) < 0
    if is_part and ours.came_back:
        return (
            f"{pounds(-_pence(item))} of payment {_payment(item)} was paid back there, which came back before. Have "
            "the bank line placed by hand."
        )
    if not is_part and _pence(item) != due:
        return f"payment {_payment(item)} comes to {pounds(_pence(item))} in it, and is {pounds(due)}."
    if item.type in ours.kinds or (item.type != PAID and set(TAKEN_BACK) & set(ours.kinds)):
        return f"payment {_payment(item)} was in another payout before."
    return ""


def _totals_fault(told: Told, fees: int) -> str:
    """Whether the payout is its items less its fees, as it says itself."""
    kept = -sum((Decimal(one.amount) for one in told.items if one.type in FEES), Decimal(0))
    if told.payout.currency != "GBP":
        return f"it is in {told.payout.currency}."
    if fees != int(told.payout.deducted_fees or 0) or abs(kept - fees) >= 1:
        return f"its items less fees of {pounds(int(told.payout.deducted_fees or 0))} do not come to its sum."
    return ""


def _expect(reference: str, pence: int, on: date, run: RunInHand) -> Expected | None:
    """The bank will show it in one line, with its reference in the words."""
    if not pence:
        return None
    return Expected.objects.create(
        bank_account=paid_into(), account=Account.objects.get(control="direct_debit"), amount_pence=pence,
        expected_on=on, words=reference.upper()[:40], what=f"GoCardless payout {reference}"[:120], run_id=run.id,
    )  # fmt: skip


def _post_fees(payout: int, pence: int, on: date, run: RunInHand) -> int | None:
    if not pence:
        return None
    if not Account.objects.filter(control="collect_fees").exists():
        raise NoFeesAccount()
    posting.open_drafts()
    (journal,) = sql.draft_fees(payout=payout, pence=pence, on=on)
    posting.post_drafts(run=run.id, at=run.at)
    return int(journal.journal_id)
