"""A payout: the payments it pays, what it takes back and what it costs, proved before anything is expected of the bank.

The customers' accounts were credited when the collections were released, and the money is on its way since. A payout
says which of it comes, in one sum less fees: that sum clears itself on the bank statement, and the fees are a cost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from piperoll.bacs.finding import paid_into
from piperoll.bacs.taking_back import Ending, take_back, take_back_part
from piperoll.database.statements import beside
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.gocardless.models import Payout, PayoutItem, PayoutRefund
from piperoll.gocardless.rules import CAME_BACK, FEES, PAID, REFUNDED
from piperoll.ledger import posting
from piperoll.ledger.models import Account
from piperoll.receipting.models import Expected
from piperoll.runs.running import RunInHand

sql = beside(__file__)


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
    ours = _ours(money)
    items, amount = sum(_pence(one) for one in money), int(payout.amount)
    fault = _items_fault(money, ours) or _totals_fault(told, items - amount)
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
    rows = PayoutItem.objects.bulk_create(
        PayoutItem(
            payout=kept, payment_id=ours[_payment(one)].id, kind=one.type, amount_pence=_pence(one), run_id=run.id
        )
        for one in money
    )
    PayoutRefund.objects.bulk_create(
        PayoutRefund(item=row, gocardless_id=_refund(one), run_id=run.id)
        for one, row in zip(money, rows, strict=True)
        if _refund(one)
    )
    return ""


def pay_back(payouts: Sequence[Told], *, run: RunInHand, on: date) -> int:
    """What somebody paid back to payers at GoCardless is owed again, now that a payout is less by it; the pence. One of
    which nothing stands any more ends; one that ended before owes all of it already."""
    refunds = [item for one in payouts for item in one.items if item.type == REFUNDED]
    if not refunds:
        return 0
    told: Counter[str] = Counter()
    for item in refunds:
        told[_payment(item)] -= _pence(item)
    why = "Paid back to the payer at GoCardless"
    ours = {key: row for key, row in _ours(refunds).items() if row.stands_pence}
    endings = {key: Ending(row.collection_id, "refund", "", why, on) for key, row in ours.items()}
    whole = [endings[key] for key, row in ours.items() if told[key] >= row.stands_pence]
    pence = int(take_back(whole, run=run.id, at=run.at).pence)
    for key, row in ours.items():
        if told[key] < row.stands_pence:
            pence += int(take_back_part(endings[key], told[key], run=run.id, at=run.at).pence)
    return pence


def _ours(items: Sequence[Any]) -> dict[str, Any]:
    """Ours of the payments that items name, by GoCardless's names for them."""
    return {row.gocardless_id: row for row in sql.named(payments=[_payment(one) for one in items])}


def _payment(item: Any) -> str:
    return str(item.attributes.get("links", {}).get("payment") or "")


def _refund(item: Any) -> str:
    return str(item.attributes.get("links", {}).get("refund") or "")[:40] if item.type == REFUNDED else ""


def _pence(item: Any) -> int:
    """Sums of items come as text with a fraction of a penny."""
    return int(Decimal(item.amount).quantize(Decimal(1), ROUND_HALF_UP))


def _items_fault(items: Sequence[Any], ours: Mapping[str, Any]) -> str:
    """What stands against the items of a payout, "" when nothing."""
    by_payment: defaultdict[str, list[Any]] = defaultdict(list)
    for one in items:
        if one.type not in (PAID, REFUNDED, *CAME_BACK):
            return f"it holds “{one.type}”, which Piperoll does not know. Have the bank line placed by hand."
        if _payment(one) not in ours:
            return f"it holds payment {_payment(one)}, which is none of ours. Have the bank line placed by hand."
        by_payment[_payment(one)].append(one)
    told = [name for one in items if (name := _refund(one))]
    again = [name for name, many in Counter(told).items() if many > 1]
    again += PayoutRefund.objects.filter(gocardless_id__in=told).values_list("gocardless_id", flat=True)
    if again:
        return f"refund {again[0]} was in a payout before."
    return next((fault for key, of_it in by_payment.items() if (fault := _payment_fault(key, of_it, ours[key]))), "")


def _payment_fault(name: str, items: Sequence[Any], ours: Any) -> str:
    """What stands against all that a payout holds of one payment: it is paid whole and comes back whole, each once,
    less what was paid back of it to its payer, and never more than was paid out comes back."""
    now: Counter[str] = Counter()
    for one in items:
        pence = _pence(one) if one.type == PAID else -_pence(one)
        if one.type != REFUNDED and (one.type in ours.kinds or one.type in now):
            return f"payment {name} was in another payout before."
        if pence <= 0:
            return f"payment {name} comes to {pounds(_pence(one))} in it, and is {pounds(ours.amount_pence)}."
        now[one.type] += pence
    refunded, came_back = ours.refunded_pence + now[REFUNDED], sum(now[kind] for kind in CAME_BACK)
    if PAID not in ours.kinds and not now[PAID]:
        return f"payment {name} is taken back in it, and was in no payout before."
    if now[PAID] and now[PAID] != ours.amount_pence:
        return f"payment {name} comes to {pounds(now[PAID])} in it, and is {pounds(ours.amount_pence)}."
    if refunded and refunded + ours.came_back_pence + came_back > ours.amount_pence:
        return (
            f"of payment {name}, {pounds(refunded + ours.came_back_pence + came_back)} was taken back in all, and it "
            f"paid {pounds(ours.amount_pence)}. Ask GoCardless, or have the bank line placed by hand."
        )
    if came_back and came_back != ours.amount_pence - refunded:
        return f"payment {name} comes to {pounds(-came_back)} in it, and is {pounds(refunded - ours.amount_pence)}."
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
