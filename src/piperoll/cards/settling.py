"""A day that GOV.UK Pay settled, proved against our own payments, refunds and disputes and paid in as one banking,
inside a verb's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from piperoll.bacs.finding import paid_into
from piperoll.cards.client import DisputeThere, PaymentThere, RefundThere
from piperoll.cards.models import CardSettlement, SettledDispute, SettledPayment, SettledRefund
from piperoll.database.statements import beside
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.ledger.models import Account, Method
from piperoll.runs.running import RunInHand
from piperoll.takings.paying_in import method_of, pay_in

sql = beside(__file__)


class NoFeesAccount(Refused):
    """The ledger has no account for what collecting costs, so a settlement with fees cannot be taken in. Have one added
    with the control “collect_fees”."""


@dataclass(frozen=True)
class Day:
    """All that GOV.UK Pay says it settled on one day."""

    day: date
    payments: Sequence[PaymentThere]
    refunds: Sequence[RefundThere]
    disputes: Sequence[DisputeThere]

    @property
    def gross_pence(self) -> int:
        return sum(one.amount_pence for one in self.payments)

    @property
    def refunds_pence(self) -> int:
        return sum(one.amount_pence for one in self.refunds)

    @property
    def disputes_pence(self) -> int:
        return sum(one.amount_pence for one in self.disputes)

    @property
    def fees_pence(self) -> int:
        return sum(one.fee_pence for one in self.payments) + sum(one.fee_pence for one in self.disputes)

    @property
    def net_pence(self) -> int:
        return self.gross_pence - self.refunds_pence - self.disputes_pence - self.fees_pence


def one_at_a_time() -> None:
    """Two who settle at once do it one after the other."""
    sql.one_at_a_time()


def settle(told: Day, run: RunInHand) -> str:
    """Settle one day; or what stands against it in a sentence."""
    ours = {row.govuk_id: row for row in sql.named(payments=[one.govuk_id for one in told.payments])}
    back = {row.govuk_id: row for row in sql.named_refunds(refunds=[one.govuk_id for one in told.refunds])}
    fault = next((fault for one in told.payments if (fault := _fault(one, ours.get(one.govuk_id)))), "")
    lost = {row.dispute_id: row for row in sql.named_disputes(disputes=[one.dispute_id for one in told.disputes])}
    fault = fault or _refunds_fault(told, back) or _disputes_fault(told, lost)
    if fault:
        return f"GOV.UK Pay’s settlement of {told.day:%-d %B %Y} is not taken in: {fault}"
    method = method_of("card")
    banking = pay_in(
        [ours[one.govuk_id].taking_id for one in told.payments], method=method, account=paid_into(),
        slip=f"GOVUKPAY-{told.day:%Y%m%d}", amount_pence=told.net_pence, run=run,
        words=settings.GOVUK_PAY_BANK_WORDS.upper(), on=told.day,
    )  # fmt: skip
    (number,) = sql.next_settlement()
    kept = CardSettlement.objects.create(
        id=number.number, settled_on=told.day, gross_pence=told.gross_pence, refunds_pence=told.refunds_pence,
        disputes_pence=told.disputes_pence, fees_pence=told.fees_pence, net_pence=told.net_pence, banking=banking,
        journal_id=_post_kept(number.number, told, method, run), run_id=run.id,
    )  # fmt: skip
    SettledPayment.objects.bulk_create(
        SettledPayment(
            payment_id=ours[one.govuk_id].payment_id, settlement=kept, amount_pence=one.amount_pence,
            fee_pence=one.fee_pence, run_id=run.id,
        )
        for one in told.payments
    )  # fmt: skip
    SettledRefund.objects.bulk_create(
        SettledRefund(
            refund_id=back[one.govuk_id].refund_id, settlement=kept, amount_pence=one.amount_pence, run_id=run.id
        )
        for one in told.refunds
    )
    SettledDispute.objects.bulk_create(
        SettledDispute(
            dispute_id=lost[one.dispute_id].id, settlement=kept, amount_pence=one.amount_pence,
            fee_pence=one.fee_pence, run_id=run.id,
        )
        for one in told.disputes
    )  # fmt: skip
    return ""


def _fault(one: PaymentThere, ours: Any) -> str:
    """What stands against one payment, "" when nothing."""
    if ours is None:
        return f"it holds payment {one.govuk_id}, which is none of ours. Have the bank line placed by hand."
    if ours.taking_id is None:
        return f"payment {one.reference} has no receipt yet. Ask GOV.UK Pay what happened, then settle again."
    if ours.is_settled:
        return f"payment {one.reference} was settled before."
    if (one.amount_pence, one.total_pence) != (ours.amount_pence, ours.amount_pence):
        return f"payment {one.reference} comes to {pounds(one.total_pence)} in it, and is {pounds(ours.amount_pence)}."
    return ""


def _refunds_fault(told: Day, ours: Mapping[str, Any]) -> str:
    """What stands against the refunds of a day, "" when nothing."""
    by_hand = sum(one.amount_pence for one in told.refunds if one.govuk_id not in ours)
    if by_hand:
        return f"it holds refunds of {pounds(by_hand)} made there by hand. Have the bank line placed by hand."
    for one in told.refunds:
        known = ours[one.govuk_id]
        if known.state != "success":
            return f"refund {one.govuk_id} has no answer yet. Ask GOV.UK Pay what became of it, then settle again."
        if known.is_settled:
            return f"refund {one.govuk_id} was settled before."
        if known.amount_pence != one.amount_pence:
            return f"refund {one.govuk_id} comes to {pounds(one.amount_pence)}, and is {pounds(known.amount_pence)}."
    return ""


def _disputes_fault(told: Day, ours: Mapping[str, Any]) -> str:
    """What stands against the disputes lost of a day, "" when nothing."""
    for one in told.disputes:
        known = ours.get(one.dispute_id)
        if known is None or not known.is_lost:
            return f"dispute {one.dispute_id} is not taken in yet. Ask about disputes, then settle again."
        if known.is_settled:
            return f"dispute {one.dispute_id} was settled before."
        if known.is_shown:
            return (
                f"dispute {one.dispute_id} was taken from our bank account by itself before, and would be taken twice. "
                "Ask GOV.UK Pay."
            )
        if (known.amount_pence, known.fee_pence) != (one.amount_pence, one.fee_pence):
            return f"dispute {one.dispute_id} comes to another sum than it was lost for. Look at it there."
    return ""


def _post_kept(settlement: int, told: Day, method: Method, run: RunInHand) -> int | None:
    """Fees are what it cost; refunds have reached their cards. Neither will be shown by the bank."""
    if not told.fees_pence and not told.refunds_pence:
        return None
    if told.fees_pence and not Account.objects.filter(control="collect_fees").exists():
        raise NoFeesAccount()
    posting.open_drafts()
    (journal,) = sql.draft_kept(
        settlement=settlement, fees=told.fees_pence, refunds=told.refunds_pence, account=method.account_id, on=told.day
    )
    posting.post_drafts(run=run.id, at=run.at)
    return int(journal.journal_id)
