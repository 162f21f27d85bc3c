"""Complaints in the words of the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.disputes.acknowledge_complaint import ComplaintAcknowledged, acknowledge_complaint
from piperoll.disputes.decide_complaint import ComplaintDecided, decide_complaint
from piperoll.disputes.escalate_complaint import ComplaintEscalated, escalate_complaint
from piperoll.disputes.open_complaint import ComplaintOpened, open_complaint
from piperoll.foundations.actors import Actor
from recovery.reminding import now
from the_day import MONDAY


def budd() -> Customer:
    """Basil."""
    return Customer.objects.get(name="Basil Budd")


def complains(*, on: date = MONDAY, by: Actor | None = None, **more: Any) -> ComplaintOpened:
    """Basil complains of how he was spoken to."""
    told = {"customer": budd().reference, "words": "Nobody rang me back in six weeks"} | more
    return open_complaint(**told, **now(by or somebody("officer"), on))


def acknowledges(complaint: int, *, on: date = MONDAY) -> ComplaintAcknowledged:
    """By letter."""
    return acknowledge_complaint(complaint=complaint, **now(somebody("officer"), on))


def decides(complaint: int, finding: str = "not_upheld", *, on: date = MONDAY, **more: Any) -> ComplaintDecided:
    """What was found."""
    told = {"words": "The calls are on record"} | more
    return decide_complaint(complaint=complaint, finding=finding, **told, **now(somebody("officer"), on))


def goes_on(complaint: int, *, on: date = MONDAY, **more: Any) -> ComplaintEscalated:
    """He is not content."""
    told = {"words": "Nobody listened"} | more
    return escalate_complaint(complaint=complaint, **told, **now(somebody("officer"), on))
