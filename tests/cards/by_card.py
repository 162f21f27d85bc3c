"""Paying by card, in the words of the office."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pytest_django import Settings

from piperoll.billing.models import Invoice
from piperoll.cards.ask_govuk_pay import Asked, ask_govuk_pay
from piperoll.cards.models import CardPayment
from piperoll.cards.start_card_payment import Started, start_card_payment
from piperoll.cards.stub import SECRET, TOKEN, Stub
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, MORNING, bill, charge


@contextmanager
def standing_in(settings: Settings) -> Iterator[Stub]:
    """The stand-in for GOV.UK Pay, listening, and this council let in."""
    with Stub() as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        settings.GOVUK_PAY_URL = settings.GOVUK_PAY_PAGES = serving.url
        settings.GOVUK_PAY_TOKEN, settings.GOVUK_PAY_WEBHOOK_SECRET = TOKEN, SECRET
        yield serving
        serving.shutdown()


def billed(folder: Path, by: Actor, *pounds: str, name: str = "Ada Lovegrove") -> list[str]:
    """The numbers of somebody's bills for these sums."""
    for n, sum_ in enumerate(pounds, 1):
        one = charge(f"{name}-{n}", sum_, name=name, address_1="1 Brine Street")
        bill(folder, by, one, name=f"{name}-{n}.csv")
    return list(Invoice.objects.filter(customer__name=name).order_by("id").values_list("number", flat=True))


def start(by: Actor, sums: dict[str, int], **more: Any) -> Started:
    """Start a card payment."""
    told: dict[str, Any] = {"on": MONDAY, "at": MORNING} | more
    return start_card_payment(
        sums=sums, comes_back_to=lambda word: f"https://income.anytown.test/pay/back/{word}/", by=by, **told
    )


def pay(stub: Stub, started: Started, card: str = "4444 3333 2222 1111") -> None:
    """The payer types a card on GOV.UK Pay's page."""
    stub.books.pay(there(started), card)


def there(started: Started) -> str:
    """GOV.UK Pay's own name for a payment."""
    return CardPayment.objects.get(pk=started.payment).there.govuk_id


def ask(by: Actor, *, on: date = MONDAY, at: datetime = MORNING + timedelta(minutes=9), reference: str = "") -> Asked:
    """Ask what became of payments."""
    return ask_govuk_pay(reference=reference, on=on, at=at, by=by)


def left(number: str) -> int:
    """The pence left to pay of an invoice."""
    invoice = Invoice.objects.get(number=number).pk
    return sum(one.open_pence for one in ItemBalance.objects.filter(item__invoice_id=invoice))


def the_books_agree() -> None:
    """Every control to the penny, every row as it was sealed."""
    assert [str(control) for control in check_books().disagreeing] == []
    assert check_chain().agrees
