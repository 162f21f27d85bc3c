"""ask_govuk_pay: what became of payments whose end nobody told us: the payer closed the page, a webhook was lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime

from piperoll.cards import hearing
from piperoll.cards.client import GovukPay, NotTakenThere, PaymentThere
from piperoll.cards.models import CardPayment
from piperoll.cards.rules import LONGEST_AT_THE_PAGE
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running


class NoSuchCardPayment(Refused):
    """There is no card payment {reference}. See Money in, Card payments."""


@dataclass(frozen=True)
class Asked:
    """How many payments were asked about, and what became of them; `run` is None when nothing did."""

    run: int | None
    asked: int
    paid: int
    not_paid: int
    pence: int
    exceptions: int


@dataclass(frozen=True)
class _Answer:
    """What GOV.UK Pay holds of one of ours, if anything."""

    payment: CardPayment
    told: PaymentThere | None


def ask_govuk_pay(*, reference: str = "", on: date, at: datetime, by: Actor) -> Asked:
    """Ask about one payment, or about all that have not ended.

    What GOV.UK Pay does not know a day after it was started never reached it. One whose sum disagrees is an exception
    and stays open. Raises NoPayToken, NoSuchCardPayment, GovukPayAway.
    """
    by.must("ask_govuk_pay")
    there = GovukPay()
    waiting = CardPayment.objects.select_related("there", "run").filter(end=None).order_by("pk")
    if reference:
        if not CardPayment.objects.filter(reference=reference).exists():
            raise NoSuchCardPayment(reference=reference[:24])
        waiting = waiting.filter(reference=reference)
    answers = [_Answer(one, _told(there, one)) for one in waiting]
    news = [one for one in answers if _is_news(one, at)]
    if not news:
        return Asked(None, len(answers), 0, 0, 0, 0)
    counts: Counter[str] = Counter()
    with running.act("ask_govuk_pay", on=on, at=at, by=by, reference=reference) as run:
        for line, one in enumerate(news, 1):
            _hear(one, line, run, counts)
        asked = Asked(
            run.id, len(answers), counts["paid"], counts["not_paid"], counts["pence"], counts["exceptions"]
        )  # fmt: skip
        run.finish(**{name: many for name, many in asdict(asked).items() if name != "run"})
    return asked


def _told(there: GovukPay, payment: CardPayment) -> PaymentThere | None:
    """The payment there, by its own name or else by ours."""
    if not hasattr(payment, "there"):
        return there.named(payment.reference)
    try:
        return there.payment(payment.there.govuk_id)
    except NotTakenThere:
        return None


def _is_news(one: _Answer, at: datetime) -> bool:
    if one.told is None:
        return not hasattr(one.payment, "there") and one.payment.run.started_at + LONGEST_AT_THE_PAGE < at
    return one.told.is_finished or not hasattr(one.payment, "there")


def _hear(one: _Answer, line: int, run: running.RunInHand, counts: Counter[str]) -> None:
    try:
        heard = hearing.hear(one.told, run=run, place=line) if one.told else hearing.give_up(one.payment, run)
    except hearing.Disagrees as refusal:
        counts["exceptions"] += 1
        run.reject([(Rejection(line, "amount", one.payment.reference, refusal.sentence), {})])
        return
    if heard.is_news:
        counts["paid" if heard.receipt else "not_paid"] += 1
        counts["pence"] += heard.pence
