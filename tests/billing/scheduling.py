"""A schedule, as tests begin one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from piperoll.billing.add_schedule import ScheduleWanted, add_schedule
from piperoll.billing.bill_schedules import SchedulesBilled, bill_schedules
from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, ask


def tenant(by: Actor, name: str = "Pickle & Sons Ltd") -> str:
    """A customer's reference."""
    there = ask("SELECT reference FROM customers_customer WHERE name = %(name)s", name=name)
    if there:
        return str(there[0].reference)
    told = Details(kind="company", name=name, address="1 Brine Street", postcode="AN1 2AB")
    return add_customer(details=told, on=MONDAY, at=MORNING, by=by).reference


def schedule(by: Actor, **other: Any) -> int:
    """A monthly rent of £310 in advance from 1 October, unless told otherwise."""
    told: dict[str, Any] = {
        "service": "TRADE", "customer": tenant(by), "reference": "C-1", "description": "Wheeled bin, weekly",
        "frequency": "monthly", "starts_on": date(2026, 10, 1), "unit_price_pounds": Decimal("310"), "vat_code": "N",
        "income_code": "TW01",
    }  # fmt: skip
    return add_schedule(wanted=ScheduleWanted(**told | other), on=MONDAY, at=MORNING, by=by).schedule


def billed(by: Actor, on: date = MONDAY, **more: Any) -> SchedulesBilled:
    """Bill what is due."""
    return bill_schedules(on=on, at=MORNING, by=by, **more)


def lines() -> list[tuple[str, str, int]]:
    """(first day, last day, pence) of every line billed."""
    rows = ask("SELECT period_from, period_to, net_pence FROM billing_invoiceline ORDER BY period_from, id")
    return [(str(r.period_from), str(r.period_to), r.net_pence) for r in rows]
