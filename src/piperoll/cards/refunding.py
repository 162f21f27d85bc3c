"""A refund to the card at GOV.UK Pay: written down here first, asked for, and found again when an answer was lost."""

from __future__ import annotations

from piperoll.cards.client import GovukPay, NotTakenThere, PaymentThere, RefundThere
from piperoll.cards.models import CardRefund, CardRefundAsked, CardRefundThere
from piperoll.runs.running import RunInHand


def write_down(payment: int, pence: int, run: RunInHand) -> CardRefund:
    """So many pence of a card payment are to go back to its card, inside a verb's transaction."""
    return CardRefund.objects.create(payment_id=payment, amount_pence=pence, run_id=run.id)


def begin(refund: CardRefund, told: PaymentThere, run: RunInHand) -> None:
    """Keep what can still be paid back of the payment, before anything is; once, whoever begins."""
    CardRefundAsked.objects.get_or_create(
        refund=refund, defaults={"available_pence": told.refundable_pence, "run_id": run.id}
    )


def make(there: GovukPay, refund: CardRefund) -> RefundThere:
    """Have GOV.UK Pay pay it back, or find that it does already. Raises NotTakenThere, GovukPayAway."""
    payment, available = refund.payment.there.govuk_id, refund.asked.available_pence
    try:
        return there.refund(payment, pence=refund.amount_pence, available_pence=available)
    except NotTakenThere:
        before = _made_before(there, refund)
        if before is None:
            raise
        return before


def _made_before(there: GovukPay, refund: CardRefund) -> RefundThere | None:
    """The refund that an earlier try made: what can be paid back is less by its sum, and no other of ours is it."""
    payment = refund.payment.there.govuk_id
    if there.payment(payment).refundable_pence != refund.asked.available_pence - refund.amount_pence:
        return None
    others = set(
        CardRefundThere.objects.filter(refund__payment=refund.payment_id)
        .exclude(refund=refund)
        .values_list("govuk_id", flat=True)
    )
    fit = [one for one in there.refunds_of(payment) if one.amount_pence == refund.amount_pence]
    return next((one for one in fit if one.govuk_id not in others), None)
