"""Care, as tests tell it: a person, an assessment, some weeks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from piperoll.billing.assess_care import assess_care
from piperoll.billing.bill_care import CareBilledRun, bill_care
from piperoll.billing.import_care import CareImported, import_care
from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, ask

FOUR_WEEKS = [date(2026, 10, 26) + timedelta(weeks=n) for n in range(4)]
SUNDAY = date(2026, 11, 22)
HEADING = "customer_ref,package,week,units,unit_cost,description"


def person(by: Actor, name: str = "Gwendolyn Achterberg", kind: str = "person", on: date = MONDAY) -> str:
    """A customer's reference; they live where they do from a day on."""
    there = ask("SELECT reference FROM customers_customer WHERE name = %(name)s", name=name)
    if there:
        return str(there[0].reference)
    told = Details(kind=kind, name=name, address="14 Limekiln Row", postcode="AN1 2AB")
    return add_customer(details=told, on=on, at=MORNING, by=by).reference


def assessed(
    by: Actor, weekly_pence: int = 8750, kind: str = "partial", on: date = date(2026, 10, 20), **more: Any
) -> None:
    """An assessment of Gwendolyn's, in force for the four weeks unless told otherwise."""
    told: dict[str, Any] = {
        "customer": person(by),
        "valid_from": date(2026, 10, 26),
        "income_code": "ASC01",
        "reason": "First assessment",
    }
    assess_care(
        kind=kind, weekly_pence=weekly_pence if kind == "partial" else 0, on=on, at=MORNING, by=by, **told | more
    )


def delivered(folder: Path, by: Actor, *lines: str, on: date = MONDAY, name: str = "care.csv") -> CareImported:
    """Take in these lines."""
    file = folder / name
    file.write_text("\n".join([HEADING, *lines]))
    return import_care(file=file, on=on, at=MORNING, by=by)


def week(by: Actor, monday: date, units: str = "14", cost: str = "22.50", package: str = "HOME") -> str:
    """A line of Gwendolyn's."""
    return f"{person(by)},{package},{monday},{units},{cost},Home care"


def four_weeks(folder: Path, by: Actor, units: str = "14") -> None:
    """Four weeks of 14 hours at £22.50: £315 each."""
    delivered(folder, by, *(week(by, monday, units) for monday in FOUR_WEEKS))


def billed(by: Actor, weeks_to: date = SUNDAY, on: date = MONDAY) -> CareBilledRun:
    """Bill up to a Sunday."""
    return bill_care(weeks_to=weeks_to, on=on, at=MORNING, by=by)


def lines() -> list[tuple[str, int]]:
    """(Monday, pence) of every line billed."""
    rows = ask("SELECT period_from, net_pence FROM billing_invoiceline ORDER BY id")
    return [(str(row.period_from), row.net_pence) for row in rows]
