"""Anytown's cards: two payers by a link last week, settled since, and one on the phone today; one of the first paid
twice, and has it back on the card, and the other's bank took half of it back. A stand-in here takes them, so no card is
charged."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from piperoll.anytown.back_to_card import give_back
from piperoll.anytown.outcome import Outcome
from piperoll.arrangements.models import Arrangement
from piperoll.cards.ask_card_disputes import ask_card_disputes
from piperoll.cards.ask_govuk_pay import ask_govuk_pay
from piperoll.cards.make_payment_link import make_payment_link
from piperoll.cards.models import CardDisputeEvent, CardEnd, CardPayment, CardSettlement, PaymentLink
from piperoll.cards.rules import key_of
from piperoll.cards.settle_card_payments import settle_card_payments
from piperoll.cards.start_card_payment import PAYER, start_card_payment
from piperoll.cards.stub import TOKEN, Books, Stub
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item
from piperoll.recovery.models import TrackRule
from piperoll.refunds.models import RefundToCard

STEPS = 5
BY_LINK = 2
_PAID, _SETTLED = timedelta(days=4), timedelta(days=3)
"""So long before the day they paid, and GOV.UK Pay settled."""
_LONDON = ZoneInfo("Europe/London")


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Pay by link, settle, take a card on the phone, pay one back, lose half of one in a dispute. Done before, they
    change nothing."""
    officer, paid_on = team["officer"], on - _PAID
    moment = datetime.combine(paid_on, time(11), _LONDON)
    already = CardPayment.objects.filter(started_on=paid_on).exists()
    with standing_in(moment) as stub:
        if not already:
            owed = _owed(paid_on)
            by_link = sorted(owed[:BY_LINK], key=lambda item: item.balance.open_pence)
            for item, times in zip(by_link, (2, 1), strict=False):
                link = _link(item, paid_on, moment, officer)
                _pay(stub, item, paid_on, moment, officer, link=link, times=times)
            stub.books.settle(on - _SETTLED)
            settle_card_payments(on=on, at=at, by=officer)
            for item in owed[BY_LINK:]:
                _pay(stub, item, on, at, officer, link=None)
            give_back(stub, on=on, at=at, team=team)
            _lose_half(stub, on, at, officer)
    yield _told("Pay by card, by a link", CardEnd.objects.filter(payment__is_moto=False, ended_on=paid_on), already)
    settled = CardSettlement.objects.filter(settled_on=on - _SETTLED).first()
    yield Outcome(
        "day", "Settle cards", settled.run_id if settled else None, settled.payments.count() if settled else 0,
        1 if settled else 0, "settlements", 0, settled.net_pence if settled else 0, already,
    )  # fmt: skip
    yield _told("Take a card on the phone", CardEnd.objects.filter(payment__is_moto=True), already)
    back = RefundToCard.objects.select_related("refund").first()
    yield Outcome(
        "day", "Pay a card back", back.run_id if back else None, 1 if back else 0, 1 if back else 0, "refund", 0,
        back.refund.amount_pence if back else 0, already,
    )  # fmt: skip
    lost = CardDisputeEvent.objects.select_related("dispute").filter(state="lost").first()
    many, run = int(lost is not None), lost.run_id if lost else None
    pence = lost.dispute.amount_pence if lost else 0
    yield Outcome("day", "Lose half in a dispute", run, many, many, "dispute", 0, pence, already)


def _told(step: str, ends: QuerySet[CardEnd], already: bool) -> Outcome:
    found = list(ends.select_related("payment"))
    pence = sum(one.payment.amount_pence for one in found)
    run = min((one.run_id for one in found), default=None)
    return Outcome("day", step, run, len(found), len(found), "receipts", 0, pence, already)


def _owed(on: date) -> list[Item]:
    """What is owed longest by then, one a customer, by people without a mandate or a flag, and with whom recovery is at
    no work yet."""
    items = Item.objects.filter(
        kind="instalment", balance__open_pence__gt=0, effective_on__lte=on, customer__flags=None,
        customer__mandates=None,
    )  # fmt: skip
    ladder = TrackRule.objects.filter(customer__isnull=False).values("customer_id")
    items = items.exclude(customer_id__in=ladder).exclude(customer__promises__isnull=False)
    items = items.exclude(customer_id__in=Arrangement.objects.values("customer_id"))
    found: dict[int, Item] = {}
    for item in items.select_related("balance").order_by("id")[:200]:
        found.setdefault(item.customer_id, item)
    return list(found.values())[: BY_LINK + 1]


def _pay(
    stub: Stub, item: Item, on: date, at: datetime, by: Actor, *, link: PaymentLink | None, times: int = 1
) -> None:
    """Its card is typed on GOV.UK Pay's page: by the payer who has a link, else by an officer. Somebody who has two
    pages open pays on both."""
    started = [
        start_card_payment(
            sums={item.reference: item.balance.open_pence}, comes_back_to=back_here, is_moto=link is None, link=link,
            on=on, at=at, by=PAYER if link else by,
        )
        for _ in range(times)
    ]  # fmt: skip
    for one in started:
        stub.books.pay(CardPayment.objects.get(pk=one.payment).there.govuk_id)
        ask_govuk_pay(reference=one.reference, on=on, at=at, by=by)


def _lose_half(stub: Stub, on: date, at: datetime, by: Actor) -> None:
    """The payer of the dearest bill paid by a link has their bank take half of it back, and the bank agrees."""
    settled = CardPayment.objects.filter(settled__isnull=False, refunds=None).order_by("-amount_pence").first()
    if settled is None:
        return
    told = stub.books.dispute(settled.there.govuk_id, "product_unacceptable")
    told["amount"] = settled.amount_pence // 2
    ask_card_disputes(on=on, at=at, by=by)
    stub.books.decide(told["dispute_id"], "lost")
    ask_card_disputes(on=on, at=at, by=by)


def _link(item: Item, on: date, at: datetime, by: Actor) -> PaymentLink:
    made = make_payment_link(sums={item.reference: item.balance.open_pence}, on=on, at=at, by=by)
    return PaymentLink.objects.get(key=key_of(made.word))


def back_here(reference: str) -> str:
    """The page of Anytown's that a payer comes back to."""
    return f"https://income.anytown.example/pay/back/{reference}/"


@contextmanager
def standing_in(now: datetime) -> Iterator[Stub]:
    """The stand-in, serving for as long as it takes, whatever GOV.UK Pay is named."""
    named = settings.GOVUK_PAY_URL, settings.GOVUK_PAY_TOKEN
    with Stub(books=Books(now=now.astimezone(UTC), fee_pence=20)) as stub:
        threading.Thread(target=stub.serve_forever, daemon=True).start()
        settings.GOVUK_PAY_URL, settings.GOVUK_PAY_TOKEN = stub.url, TOKEN
        try:
            yield stub
        finally:
            settings.GOVUK_PAY_URL, settings.GOVUK_PAY_TOKEN = named
            stub.shutdown()
