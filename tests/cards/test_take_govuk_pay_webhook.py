"""What GOV.UK Pay tells by webhook: its signature over every byte, taken once, and never believed without asking."""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from by_card import ask, billed, left, pay, start, the_books_agree, there
from django.test import Client
from pytest_django import Settings

from piperoll.cards.hearing import NotOurs
from piperoll.cards.models import CardMessage
from piperoll.cards.stub import SECRET, Stub
from piperoll.cards.take_govuk_pay_webhook import (
    GOVUK_PAY,
    MessageTaken,
    NoPaySecret,
    NotAPayWebhook,
    NotFromGovukPay,
    ToldBefore,
    take_govuk_pay_webhook,
)
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Taking
from the_day import MONDAY, MORNING


def knock(body: bytes, signature: str) -> MessageTaken:
    """GOV.UK Pay knocks."""
    return take_govuk_pay_webhook(body=body, signature=signature, on=MONDAY, at=MORNING, by=GOVUK_PAY)


def signed(told: Any) -> tuple[bytes, str]:
    """Words with the signature they would bear."""
    body = json.dumps(told).encode()
    return body, hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def test_paid_is_placed_whichever_message_comes_first_and_each_is_taken_once(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    started = start(manager, {number: 120_50})
    pay(stub, started)
    row = stub.books.payments[there(started)]
    captured = stub.books.webhook(stub.books.tell("card_payment_captured", row))
    taken = knock(*captured)
    assert (taken.state, taken.pence, left(number)) == ("success", 120_50, 0)
    again = knock(*stub.books.webhook(stub.books.messages[0]))
    assert (again.receipt, Taking.objects.count(), ask(manager).asked) == (taken.receipt, 1, 0)
    with pytest.raises(ToldBefore):
        knock(*captured)
    assert CardMessage.objects.count() == 2
    the_books_agree()


def test_a_message_that_says_paid_is_not_believed_when_the_payment_is_not(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    started = start(manager, {number: 120_50})
    lie = stub.books.tell("card_payment_succeeded", stub.books.payments[there(started)])
    assert (knock(*stub.books.webhook(lie)).state, left(number)) == ("created", 120_50)


def test_what_is_not_signed_not_a_message_or_not_ours_changes_nothing(
    stub: Stub, manager: Actor, tmp_path: Path, settings: Settings
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    pay(stub, start(manager, {number: 120_50}))
    body, signature = stub.books.webhook()
    for wrong in ("", "forged", signature[:-1] + "é"):
        with pytest.raises(NotFromGovukPay):
            knock(body, wrong)
    with pytest.raises(NotFromGovukPay):
        knock(body + b" ", signature)
    for said in ([], {"event_type": "x"}, 7, {**json.loads(body), "webhook_message_id": ""}):
        with pytest.raises(NotAPayWebhook):
            knock(*signed(said))
    refund = {**json.loads(body), "webhook_message_id": "m2", "resource_type": "refund"}
    assert knock(*signed(refund)).payment is None
    stub.books.payments["other"] = {**next(iter(stub.books.payments.values())), "reference": "ANOTHER"}
    with pytest.raises(NotOurs):
        knock(*signed({**refund, "webhook_message_id": "m3", "resource_type": "payment", "resource_id": "other"}))
    settings.GOVUK_PAY_WEBHOOK_SECRET = ""
    with pytest.raises(NoPaySecret):
        knock(body, signature)
    assert left(number) == 120_50


def test_its_door_answers_with_a_status_and_nothing_of_our_books(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    pay(stub, start(manager, {number: 120_50}))
    body, signature = stub.books.webhook()
    web = Client(enforce_csrf_checks=True)

    def post(name: str) -> int:
        said = web.post("/govuk-pay/webhook/", body, content_type="application/json", headers={"Pay-Signature": name})
        assert said.content == b""
        return said.status_code

    assert (post("forged"), post(signature), post(signature), left(number)) == (403, 204, 204, 0)
    stub.books.a_minute = 0
    body, signature = signed({**json.loads(body), "webhook_message_id": "another"})
    assert post(signature) == 503
