"""return_refund: a released refund did not reach its payee, and an officer knows it: the bank said so, or the cheque
was stopped. Its credit is on the account again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cards.models import CardRefundAsked
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import Clearing
from piperoll.refunds import coming_back
from piperoll.refunds.cancel_refund import must_stand
from piperoll.refunds.finding import refund_numbered
from piperoll.refunds.models import Cheque, LiveRefund
from piperoll.refunds.taking_back import Ending, one_at_a_time
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NotSentYet(Refused):
    """Refund {refund} has not been released: cancel it instead."""


class ChequeWasPaid(Refused):
    """The bank paid cheque {number} for refund {refund}: it cannot be stopped any more."""


class SentToTheCard(Refused):
    """GOV.UK Pay was asked to pay refund {refund} back to the card: ask what became of it. If it did not arrive, it is
    credit again by that."""


@dataclass(frozen=True)
class RefundReturned:
    """A refund that did not arrive: so many pence of credit on the account again."""

    run: int
    refund: int
    pence: int


def return_refund(*, refund: int, reason: str, on: date, at: datetime, by: Actor) -> RefundReturned:
    """Put a released refund back on the account.

    Raises NoSuchRefund, WordsMissing, OverAlready, NotSentYet, ChequeWasPaid, SentToTheCard.
    """
    by.must("return_refund")
    reason = few_words(reason, "how you know that it did not arrive")
    found = refund_numbered(refund)
    with running.act("return_refund", on=on, at=at, by=by, refund=refund, customer=found.customer_id) as run:
        one_at_a_time()
        must_stand(found)
        live = LiveRefund.objects.select_related("refund_run__verdict").filter(refund=found).first()
        if live is None or not hasattr(live.refund_run, "verdict"):
            raise NotSentYet(refund=refund)
        cheque = Cheque.objects.filter(refund=found).first()
        if cheque and Clearing.objects.filter(expected=cheque.expected_id).exists():
            raise ChequeWasPaid(number=cheque.number, refund=refund)
        if CardRefundAsked.objects.filter(refund__to_card__refund=refund).exists():
            raise SentToTheCard(refund=refund)
        what = "stopped" if found.method == "cheque" else "returned"
        back = coming_back.bring_back([Ending(refund, what, "", reason, on)], run=run.id, on=on, at=at)
        run.finish(pence=back, said=f"Refund {refund} came back", why=reason)
    return RefundReturned(run.id, refund, back)
