"""Credit that came by card and goes back to it, in the words of the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cards import by_card
from crediting import somebody
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.refunds.ask_card_refunds import CardRefundsAsked, ask_card_refunds
from piperoll.refunds.send_card_refunds import CardRefundsSent, send_card_refunds
from refunds.refunding import choose, now, release
from the_day import MONDAY

BOB = "Bob Barnacle"


def paid_twice(folder: Path, by: Actor, stub: Stub, *, pence: int = 50_00, name: str = BOB) -> Customer:
    """Somebody whose bill of so much was paid by card twice: the second stays as credit."""
    (number,) = by_card.billed(folder, by, f"{pence / 100:.2f}", name=name)
    started = [by_card.start(by, {number: pence}) for _ in range(2)]
    for one in started:
        by_card.pay(stub, one)
    by_card.ask(by)
    return Customer.objects.get(name=name)


def released(on: date = MONDAY) -> int:
    """What was approved to go back to cards, chosen by one and released by another; the refund run."""
    chosen = choose(method="card", pay_on=on, on=on)
    assert chosen.refund_run is not None
    return release(chosen, on=on).refund_run


def send(on: date = MONDAY) -> CardRefundsSent:
    """Send what waits."""
    return send_card_refunds(**now(somebody("officer"), on))


def hear(on: date = MONDAY) -> CardRefundsAsked:
    """Ask what became of it."""
    return ask_card_refunds(**now(somebody("officer"), on))
