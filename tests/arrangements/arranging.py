"""Arrangements in the words of the office: bills due on 21 December 2026, agreed in January, paid on Fridays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crediting import somebody
from piperoll.arrangements import standing
from piperoll.arrangements.agree_arrangement import ArrangementAsked, ArrangementWanted, agree_arrangement
from piperoll.arrangements.rules import Plan
from piperoll.arrangements.watch_arrangements import Watched, watch_arrangements
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from recovery.reminding import now

AGREED = date(2027, 1, 4)
"""A Monday: what was billed on 23 November is two weeks overdue."""
FIRST = date(2027, 1, 8)
"""The Friday of the first payment."""


def friday(place: int) -> date:
    """The Friday of a weekly payment, counted from nought."""
    return FIRST + timedelta(weeks=place)


def weekly(pence: int = 10_00, **more: Any) -> Plan:
    """So much every Friday."""
    return Plan(**({"every": "weekly", "first_on": FIRST, "amount_pence": pence} | more))


def agrees(
    customer: Customer, plan: Plan | None = None, by: Actor | None = None, *, on: date = AGREED, **more: Any
) -> ArrangementAsked:  # fmt: skip
    """An officer agrees that all they owe is paid over time."""
    told = {"reason": "cannot_pay_at_once", "why": "Hours cut at work"} | more
    wanted = ArrangementWanted(customer=customer.reference, plan=plan or weekly(), **told)
    return agree_arrangement(wanted=wanted, **now(by or somebody("officer"), on))


def watch(on: date) -> Watched:
    """The arrangements are looked at."""
    return watch_arrangements(**now(somebody("officer"), on))


def stands(arrangement: int | None, on: date) -> Any:
    """Where one stands."""
    assert arrangement is not None
    return standing.stands(arrangement, on)
