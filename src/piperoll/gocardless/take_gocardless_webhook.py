"""take_gocardless_webhook: GoCardless tells what happened; its signature is checked before a word is read."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from gocardless_pro import webhooks
from gocardless_pro.errors import InvalidSignatureError

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.gocardless import taking
from piperoll.gocardless.client import Gocardless
from piperoll.runs import running

GOCARDLESS = Actor(0, "gocardless", "GoCardless", "another system", frozenset({"take_gocardless_webhook"}))
"""Who acts when GoCardless knocks: known by its signature, let to do nothing else."""


class NoWebhookSecret(Refused):
    """PIPEROLL_GOCARDLESS_WEBHOOK_SECRET holds no secret, so nothing that says it is GoCardless is believed."""


class NotFromGocardless(Refused):
    """The signature is not GoCardless's over these words. Nothing was changed."""


class NotAWebhook(Refused):
    """This is signed by GoCardless, but is no list of events: {why}. Nothing was changed."""


def take_gocardless_webhook(*, body: bytes, signature: str, on: date, at: datetime, by: Actor) -> taking.Taken:
    """Take in what GoCardless sent, each event once.

    Raises NoWebhookSecret, NotFromGocardless, NotAWebhook, AlreadyTakenIn, and where it tells of a payout NoToken and
    GocardlessAway.
    """
    by.must("take_gocardless_webhook")
    told = _events(body, signature)
    with running.start("take_gocardless_webhook", on=on, at=at, by=by, digest=running.digest_of(body)) as run:
        fresh = taking.fresh_of(told)
        payouts = (
            taking.payouts_of(Gocardless(), fresh) if any(one["resource_type"] == "payouts" for one in fresh) else []
        )
        return taking.take(told, fresh, payouts, name="webhook", run=run)


def _events(body: bytes, signature: str) -> list[taking.Event]:
    """What was sent, once the signature is GoCardless's over every byte of it, compared in constant time."""
    if not settings.GOCARDLESS_WEBHOOK_SECRET:
        raise NoWebhookSecret()
    if not signature.isascii():
        raise NotFromGocardless()
    try:
        events = [one.attributes for one in webhooks.parse(body, settings.GOCARDLESS_WEBHOOK_SECRET, signature)]
    except InvalidSignatureError:
        raise NotFromGocardless() from None
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotAWebhook(why=str(fault)[:100]) from None
    for one in events:
        if not isinstance(one, dict) or not {"id", "resource_type", "action", "created_at"} <= one.keys():
            raise NotAWebhook(why="an event without its id, kind, action or moment")
    return events
