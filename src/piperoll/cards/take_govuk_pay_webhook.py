"""take_govuk_pay_webhook: GOV.UK Pay says that something happened; its signature is checked, then it is asked what."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from piperoll.cards import hearing
from piperoll.cards.client import GovukPay
from piperoll.cards.models import CardMessage
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)
GOVUK_PAY = Actor(0, "govuk-pay", "GOV.UK Pay", "another system", frozenset({"take_govuk_pay_webhook"}))
"""Who acts when GOV.UK Pay knocks: known by its signature, let to do nothing else."""
_HOLDS = {"webhook_message_id", "resource_id", "resource_type", "event_type"}


class NoPaySecret(Refused):
    """PIPEROLL_GOVUK_PAY_WEBHOOK_SECRET holds no secret, so nothing that says it is GOV.UK Pay is believed."""


class NotFromGovukPay(Refused):
    """The signature is not GOV.UK Pay's over these words. Nothing was changed."""


class NotAPayWebhook(Refused):
    """This is signed by GOV.UK Pay, but is no message of its: {why}. Nothing was changed."""


class ToldBefore(Refused):
    """GOV.UK Pay told us of {event} before, with this very message. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class MessageTaken:
    """A message and what it led to: the payment's state as GOV.UK Pay holds it now, its receipt if it was paid."""

    run: int
    event: str
    payment: int | None
    state: str
    receipt: int | None
    pence: int


def take_govuk_pay_webhook(*, body: bytes, signature: str, on: date, at: datetime, by: Actor) -> MessageTaken:
    """Take a message in, once by its id. What it says is not believed either: the payment itself is asked for.

    Messages about refunds, which name their payment, are kept and change nothing. Raises NoPaySecret, NotFromGovukPay,
    NotAPayWebhook, ToldBefore, NoPayToken, GovukPayAway, NotTakenThere, NotOurs, Disagrees.
    """
    by.must("take_govuk_pay_webhook")
    said = _message(body, signature)
    message, event, govuk_id = (str(said[name]) for name in ("webhook_message_id", "event_type", "resource_id"))
    if CardMessage.objects.filter(message_id=message).exists():
        raise ToldBefore(event=event.replace("_", " "))
    told = GovukPay().payment(govuk_id) if said["resource_type"] == "payment" else None
    with running.act("take_govuk_pay_webhook", on=on, at=at, by=by, event=event) as run:
        sql.one_at_a_time(message=message)
        if CardMessage.objects.filter(message_id=message).exists():
            raise ToldBefore(event=event.replace("_", " "))
        CardMessage.objects.create(message_id=message, event=event[:60], govuk_id=govuk_id[:40], run_id=run.id)
        heard = hearing.hear(told, run=run) if told else hearing.Heard(0, "", False)
        run.finish(pence=heard.pence if heard.is_news else 0, news=heard.is_news)
    return MessageTaken(run.id, event, heard.payment or None, heard.state, heard.receipt, heard.pence)


def _message(body: bytes, signature: str) -> dict[str, Any]:
    """What was sent, once the signature is GOV.UK Pay's over every byte of it, compared in constant time."""
    if not settings.GOVUK_PAY_WEBHOOK_SECRET:
        raise NoPaySecret()
    due = hmac.new(settings.GOVUK_PAY_WEBHOOK_SECRET.encode(), body, hashlib.sha256).hexdigest()
    if not signature.isascii() or not hmac.compare_digest(due, signature.strip().lower()):
        raise NotFromGovukPay()
    try:
        said = json.loads(body)
    except ValueError as fault:
        raise NotAPayWebhook(why=str(fault)[:100]) from None
    if not isinstance(said, dict) or not said.keys() >= _HOLDS:
        raise NotAPayWebhook(why="it does not say its id, what it is about and what happened")
    if not 0 < len(str(said["webhook_message_id"])) <= 64:
        raise NotAPayWebhook(why="its id is not one")
    return said
