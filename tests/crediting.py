"""Words for tests of credit notes: Anytown with its limits, people of every role, and one call to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.authority.take_in_limits import take_in_limits
from piperoll.billing.request_credit_note import CreditRequested, request_credit_note
from piperoll.foundations.actors import Actor
from the_day import COUNCIL_FILE, MONDAY, MORNING

NOW: dict[str, Any] = {"on": MONDAY, "at": MORNING}


def somebody(role: str, username: str = "") -> Actor:
    """A person of a role, there or made."""
    name = username or f"{role}.one"
    user, _ = User.objects.get_or_create(username=name, defaults={"name": name.replace(".", " ").title(), "role": role})
    return actor_of(user)


def take_in_sample_limits() -> None:
    """Anytown's limits: officers alone up to £100, managers to £5,000."""
    take_in_limits(file=COUNCIL_FILE.parent / "limits.json", by=somebody("administrator"), **NOW)


def morning(on: date) -> dict[str, Any]:
    """Nine o'clock on a day, as verbs are handed it."""
    return {"on": on, "at": MORNING + (on - MONDAY)}


def credit(number: str | None, by: str = "officer", *, on: date = MONDAY, **more: Any) -> CreditRequested:
    """Ask for a credit of an invoice."""
    asked = {"reason": "price_error", "why": "Two bins, not three", **morning(on), "by": somebody(by)} | more
    return request_credit_note(invoice=number or "", **asked)
