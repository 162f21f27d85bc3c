"""send_card_refunds: what was released to go back to cards is asked of GOV.UK Pay; what it refuses is credit again.

Each is written down before it is asked, with what can still be paid back of its payment: a process that dies, two who
press at once, an answer lost on the way pay nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cards import refunding
from piperoll.cards.client import GovukPay, GovukPayAway, NotTakenThere, PaymentThere, RefundThere
from piperoll.cards.models import CardRefundEnd, CardRefundThere
from piperoll.foundations.actors import Actor
from piperoll.refunds.coming_back import bring_back
from piperoll.refunds.models import RefundToCard
from piperoll.refunds.taking_back import Ending, one_at_a_time
from piperoll.runs import running


@dataclass(frozen=True)
class CardRefundsSent:
    """How many refunds GOV.UK Pay holds now, and their pence; refused, and credit again; not ready to be paid back
    there. `run` is None when there was nothing to send."""

    run: int | None
    sent: int
    pence: int
    refused: int
    not_ready: int


def send_card_refunds(*, on: date, at: datetime, by: Actor) -> CardRefundsSent:
    """Send every refund to a card that was released for the day `on` or before, and is not with GOV.UK Pay yet.

    Raises NoPayToken, and GovukPayAway once what was answered before is kept.
    """
    by.must("send_card_refunds")
    there = GovukPay()
    waiting = _waiting(on)
    told = {one.pk: _told(there, one) for one in waiting if not hasattr(one.card_refund, "asked")}
    fresh = [one for one in waiting if one.pk in told and told[one.pk].refund_state != "pending"]
    not_ready = len(told) - len(fresh)
    if fresh:
        with running.act("send_card_refunds", on=on, at=at, by=by, refunds=[one.pk for one in fresh]) as run:
            one_at_a_time()
            for one in RefundToCard.objects.filter(pk__in=[one.pk for one in fresh], refund__end=None):
                refunding.begin(one.card_refund, told[one.pk], run)
    begun = [one for one in _waiting(on) if hasattr(one.card_refund, "asked")]
    if not begun:
        return CardRefundsSent(None, 0, 0, 0, not_ready)
    answers, away = _send(there, begun)
    with running.act("send_card_refunds", on=on, at=at, by=by, answered=len(answers)) as run:
        sent, refused = _keep(answers, run)
        pence = sum(one.refund.amount_pence for one in sent)
        run.finish(sent=len(sent), pence=pence, refused=refused, not_ready=not_ready)
    if away:
        raise away
    return CardRefundsSent(run.id, len(sent), pence, refused, not_ready)


Answers = list[tuple[RefundToCard, RefundThere | NotTakenThere]]


def _waiting(on: date) -> list[RefundToCard]:
    """Those released and due, which stand and GOV.UK Pay has not answered for."""
    return list(
        RefundToCard.objects.filter(
            refund__end=None, card_refund__there=None, card_refund__end=None,
            refund__live__refund_run__verdict__what="released", refund__live__refund_run__pay_on__lte=on,
        ).select_related("refund", "card_refund__payment__there", "card_refund__asked").order_by("pk")
    )  # fmt: skip


def _told(there: GovukPay, one: RefundToCard) -> PaymentThere:
    return there.payment(one.card_refund.payment.there.govuk_id)


def _send(there: GovukPay, begun: Sequence[RefundToCard]) -> tuple[Answers, GovukPayAway | None]:
    """Each answer, until GOV.UK Pay is away."""
    answers: Answers = []
    for one in begun:
        try:
            answers.append((one, refunding.make(there, one.card_refund)))
        except NotTakenThere as refusal:
            answers.append((one, refusal))
        except GovukPayAway as away:
            return answers, away
    return answers, None


def _keep(answers: Answers, run: running.RunInHand) -> tuple[list[RefundToCard], int]:
    """What GOV.UK Pay holds by its own name; what it refused, ended. Somebody else may have kept it just before."""
    one_at_a_time()
    sent, endings = [], []
    for one, answer in answers:
        if isinstance(answer, RefundThere):
            CardRefundThere.objects.get_or_create(
                refund=one.card_refund, defaults={"govuk_id": answer.govuk_id, "run_id": run.id}
            )
            sent.append(one)
        elif not CardRefundThere.objects.filter(refund=one.card_refund).exists():
            why = answer.sentence[:200]
            CardRefundEnd.objects.get_or_create(
                refund=one.card_refund,
                defaults={"state": "refused", "why": why, "ended_on": run.effective_on, "run_id": run.id},
            )
            code = str(answer.facts.get("code", ""))
            endings.append(Ending(one.pk, "returned", code, f"Not paid back to the card. {why}", run.effective_on))
    if endings:
        bring_back(endings, run=run.id, on=run.effective_on, at=run.at, went=False)
    return sent, len(endings)
