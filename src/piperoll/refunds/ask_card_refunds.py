"""ask_card_refunds: what became of refunds that GOV.UK Pay holds: on the card, not yet, or not at all and credit
again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cards.client import GovukPay, RefundThere
from piperoll.cards.models import CardRefundEnd
from piperoll.cards.rules import REFUND_ENDS
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Rejection
from piperoll.refunds.coming_back import bring_back
from piperoll.refunds.models import RefundToCard
from piperoll.refunds.rules import reference_of
from piperoll.refunds.taking_back import Ending, one_at_a_time
from piperoll.runs import running

ERROR = "GOV.UK Pay could not pay it back to the card: the card may be closed. Ask again, by another way."


@dataclass(frozen=True)
class CardRefundsAsked:
    """How many refunds were asked about, and what became of them; `run` is None when nothing did."""

    run: int | None
    asked: int
    paid: int
    pence: int
    failed: int
    exceptions: int


def ask_card_refunds(*, on: date, at: datetime, by: Actor) -> CardRefundsAsked:
    """Ask about every refund to a card that has not ended. One whose sum disagrees is an exception and stays open.

    Raises NoPayToken, GovukPayAway, NotTakenThere.
    """
    by.must("ask_card_refunds")
    there = GovukPay()
    waiting = RefundToCard.objects.exclude(card_refund__there=None).filter(card_refund__end=None).order_by("pk")
    answers = [(one, _told(there, one)) for one in waiting.select_related(
        "refund", "card_refund__there", "card_refund__payment__there"
    )]  # fmt: skip
    news = [(one, told) for one, told in answers if told.state in REFUND_ENDS]
    if not news:
        return CardRefundsAsked(None, len(answers), 0, 0, 0, 0)
    with running.act("ask_card_refunds", on=on, at=at, by=by, refunds=[one.pk for one, _ in news]) as run:
        one_at_a_time()
        wrong = [pair for pair in news if pair[0].refund.amount_pence != pair[1].amount_pence]
        run.reject([_rejection(line, *pair) for line, pair in enumerate(wrong, 1)])
        ended = [pair for pair in news if pair not in wrong and _end(*pair, run)]
        failed = [one for one, told in ended if told.state == "error"]
        if failed:
            endings = [Ending(one.pk, "returned", "", ERROR, on) for one in failed]
            bring_back(endings, run=run.id, on=on, at=at, went=False)
        paid = [one for one, told in ended if told.state == "success"]
        pence = sum(one.refund.amount_pence for one in paid)
        run.finish(asked=len(answers), paid=len(paid), pence=pence, failed=len(failed), exceptions=len(wrong))
    return CardRefundsAsked(run.id, len(answers), len(paid), pence, len(failed), len(wrong))


def _rejection(line: int, one: RefundToCard, told: RefundThere) -> tuple[Rejection, dict[str, str]]:
    why = f"GOV.UK Pay holds it at {pounds(told.amount_pence)}, and it is {pounds(one.refund.amount_pence)}: look there"
    return Rejection(line, "amount", reference_of(one.pk), why), {}


def _told(there: GovukPay, one: RefundToCard) -> RefundThere:
    return there.refund_of(one.card_refund.payment.there.govuk_id, one.card_refund.there.govuk_id)


def _end(one: RefundToCard, told: RefundThere, run: running.RunInHand) -> bool:
    """Keep how it ended, unless somebody just did."""
    why = "" if told.state == "success" else ERROR
    _, is_news = CardRefundEnd.objects.get_or_create(
        refund=one.card_refund,
        defaults={"state": told.state, "why": why, "ended_on": run.effective_on, "run_id": run.id},
    )
    return is_news
