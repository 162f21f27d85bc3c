"""Anytown settles a day of cards from GOV.UK Pay's export: somebody paid part of a bill last week, and the bank shows
it on the day, less the fee. Then what came since the morning is allocated, and meets what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from piperoll.anytown.by_card import back_here, standing_in
from piperoll.anytown.outcome import Outcome
from piperoll.anytown.providers import BY_CARD_PENCE, FEE_PENCE
from piperoll.cards.ask_govuk_pay import ask_govuk_pay
from piperoll.cards.import_card_settlement import import_card_settlement
from piperoll.cards.models import CardPayment, CardSettlement
from piperoll.cards.start_card_payment import PAYER, start_card_payment
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import Item
from piperoll.runs.models import Run

STEPS = 2
_PAID, _SETTLED = timedelta(days=6), timedelta(days=5)
"""So long before the day it was paid, and settled."""
_LONDON = ZoneInfo("Europe/London")


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Pay, settle, and allocate in the afternoon. Done before, they change nothing."""
    yield _settle(on, at, team["officer"])
    yield _allocate(on, at, team["officer"])


def _settle(on: date, at: datetime, by: Actor) -> Outcome:
    settled = CardSettlement.objects.filter(settled_on=on - _SETTLED).first()
    already = settled is not None
    if settled is None:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "transactions.csv"
            file.write_text(_export(_pay(on - _PAID)))
            import_card_settlement(file=file, settled_on=on - _SETTLED, on=on, at=at, by=by)
        settled = CardSettlement.objects.get(settled_on=on - _SETTLED)
    return Outcome(
        "day", "Settle cards from an export", settled.run_id, 1, 1, "settlements", 0, settled.net_pence, already
    )  # fmt: skip


def _pay(on: date) -> CardPayment:
    """Part of what is owed longest by a person who pays no other way, on the payer's page."""
    moment = datetime.combine(on, time(12), _LONDON)
    item = Item.objects.filter(
        kind="instalment", balance__open_pence__gt=BY_CARD_PENCE, effective_on__lte=on, customer__kind="person",
        customer__flags=None, customer__mandates=None, customer__card_payments=None,
    ).order_by("id")[0]  # fmt: skip
    with standing_in(moment) as stub:
        started = start_card_payment(
            sums={item.reference: BY_CARD_PENCE}, comes_back_to=back_here, on=on, at=moment, by=PAYER
        )
        payment = CardPayment.objects.get(pk=started.payment)
        stub.books.pay(payment.there.govuk_id)
        ask_govuk_pay(reference=started.reference, on=on, at=moment, by=PAYER)
    return payment


def _export(paid: CardPayment) -> str:
    """GOV.UK Pay's own file of the day."""
    sum_ = plain_pounds(paid.amount_pence)
    head = "Reference,Amount,State,GOV.UK Payment ID,Total Amount,Fee"
    return f"{head}\n{paid.reference},{sum_},Success,{paid.there.govuk_id},{sum_},{plain_pounds(FEE_PENCE)}\n"


def _allocate(on: date, at: datetime, by: Actor) -> Outcome:
    """The second time this day: what the two providers paid out meets what was expected of them."""
    runs = Run.objects.filter(verb="allocate_receipts", state="done", effective_on=on).order_by("id")
    already = len(runs) > 1
    done = runs[1] if already else Run.objects.get(pk=allocate_receipts(on=on, at=at, by=by).run)
    told = done.totals
    return Outcome(
        "day", "Allocate what came since", done.pk, told["looked_at"], told["allocated"] + told["expected"], "placed",
        0, told["placed_pence"], already,
    )  # fmt: skip
