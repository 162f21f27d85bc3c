"""Disputes in the words of the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from crediting import somebody
from piperoll.authority.assign_services import assign_services
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.disputes.close_dispute import DisputeClosed, close_dispute
from piperoll.disputes.open_dispute import DisputeOpened, DisputeTold, open_dispute
from piperoll.foundations.actors import Actor
from recovery.reminding import now
from the_day import MONDAY


def opens(invoice: str, *, on: date = MONDAY, by: Actor | None = None, **more: Any) -> DisputeOpened:
    """Somebody says two visits never came."""
    told = {"code": "not_delivered", "words": "Two of four collections never came"} | more
    return open_dispute(told=DisputeTold(invoice=invoice, **told), **now(by or somebody("officer"), on))


def closes(dispute: int, outcome: str, *, on: date = MONDAY, by: Actor | None = None, **more: Any) -> DisputeClosed:
    """An officer decides."""
    told = {"why": "The round sheets show it"} | more
    return close_dispute(dispute=dispute, outcome=outcome, **told, **now(by or somebody("officer"), on))


def of_service(code: str, username: str = "") -> Actor:
    """A requester of a service."""
    who = somebody("requester", username or f"asks.{code.lower()}")
    assign_services(username=who.username, services=[code], **now(somebody("administrator"), MONDAY))
    return actor_of(User.objects.get(pk=who.user_id))
