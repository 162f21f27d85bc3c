"""Arrangements in the words of the office: bills due on 21 December 2026, agreed in January, paid on Fridays."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crediting import somebody
from piperoll.arrangements import standing
from piperoll.arrangements.agree_arrangement import ArrangementAsked, ArrangementWanted, agree_arrangement
from piperoll.arrangements.rules import Plan
from piperoll.arrangements.watch_arrangements import Watched, watch_arrangements
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.import_statement import import_statement
from piperoll.receipting.place_receipt import place_receipt
from recovery.reminding import now
from the_day import ask, paid, statement

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


def comes(folder: Path, by: Actor, customer: Customer, pounds: str, on: date) -> None:
    """Money reaches the bank on a day and is placed on what they owe, the oldest first."""
    last = ask("SELECT closing_pence FROM receipting_statement ORDER BY id DESC LIMIT 1")
    opening = f"{last[0].closing_pence / 100:.2f}" if last else "1000.00"
    file = folder / f"{customer.pk}-{on}-{pounds}.xml"
    file.write_bytes(statement(paid(pounds, f"{customer.name} {on}", on=on), opening=opening, on=on))
    import_statement(file=file, bank_account=None, **now(by, on))
    receipt = ask("SELECT max(id) AS id FROM receipting_receipt")[0].id
    left, used = round(float(pounds) * 100), {}
    for row in standing.owed(customer.pk, on):
        if take := min(left, row.open_pence):
            used[row.item_id] = take
            left -= take
    place_receipt(receipt=receipt, customer=customer.pk, allocations=used, unapplied_pence=left, **now(by, on))
