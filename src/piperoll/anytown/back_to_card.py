"""Anytown gives a card payment back: whoever paid a bill twice has the second back on the card it came from."""

from __future__ import annotations

from datetime import date, datetime

from piperoll.authority.decide_request import decide_request
from piperoll.cards.models import CardEnd
from piperoll.cards.stub import Stub
from piperoll.foundations.actors import Actor
from piperoll.refunds.ask_card_refunds import ask_card_refunds
from piperoll.refunds.choose_refunds import choose_refunds
from piperoll.refunds.release_refunds import release_refunds
from piperoll.refunds.request_refund import RefundWanted, request_refund
from piperoll.refunds.send_card_refunds import send_card_refunds


def give_back(stub: Stub, *, on: date, at: datetime, team: dict[str, Actor]) -> None:
    """Asked for, approved, released by a colleague, sent to GOV.UK Pay, and heard of."""
    twice = CardEnd.objects.filter(over_pence__gt=0).select_related("payment__customer").order_by("pk").first()
    if twice is None:
        return
    asked = request_refund(
        wanted=RefundWanted(
            customer=twice.payment.customer.reference, reason="twice", why="Paid on two pages at once", method="card",
            not_set_off="They asked for this one back on their card",
        ),
        on=on, at=at, by=team["assistant"],
    )  # fmt: skip
    if asked.state == "waiting":
        decide_request(request=asked.request, decision="approve", on=on, at=at, by=team["manager"])
    chosen = choose_refunds(pay_on=on, method="card", on=on, at=at, by=team["officer"])
    if chosen.refund_run and chosen.refunds:
        release_refunds(refund_run=chosen.refund_run, on=on, at=at, by=team["senior"])
        send_card_refunds(on=on, at=at, by=team["officer"])
        stub.books.finish_refunds()
        ask_card_refunds(on=on, at=at, by=team["officer"])
