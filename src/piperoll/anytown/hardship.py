"""What Anytown agreed in the weeks before its day: an arrangement that broke, a promise not kept, and one that the
day's money keeps. Done before that money comes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

from piperoll.anytown import credits, warned
from piperoll.anytown.arranging import people_who_owe
from piperoll.anytown.letters import catching
from piperoll.anytown.outcome import Outcome
from piperoll.arrangements.agree_arrangement import ArrangementWanted, agree_arrangement
from piperoll.arrangements.models import Arrangement, Promise
from piperoll.arrangements.record_promise import record_promise
from piperoll.arrangements.rules import Plan
from piperoll.arrangements.standing import owed
from piperoll.arrangements.watch_arrangements import watch_arrangements
from piperoll.billing.models import Invoice
from piperoll.customers.models import Customer
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery import ladder

STEPS = 4 + warned.STEPS
_AGREED, _FIRST, _LATE, _OVER = (timedelta(days) for days in (45, 38, 30, 20))
"""So long before the day it was agreed, due first, written about, and broken."""
_LONG_AGO, _LAST_WEEK = timedelta(14), timedelta(6)
_PROMISED = 40_00


def steps(folder: Path, *, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """The limits, then what was agreed within them; `folder` holds the day's bank lines. Done before, they change
    nothing."""
    yield credits.limits(on, at, team["administrator"])
    paying = _pays(folder)
    payers = {invoice.customer_id for invoice, _ in paying}
    yield _broken(payers, on, at, team["officer"])
    who = [(one, _PROMISED) for one in people_who_owe(on - _LONG_AGO) if one.pk not in payers]
    yield _promised("Take a promise that is broken", on - _LONG_AGO, who, at, team["collections"])
    kept = [(invoice.customer, pence) for invoice, pence in paying if invoice.customer.kind == "person"]
    yield _promised("Take a promise that is kept", on - _LAST_WEEK, kept, at, team["collections"])
    yield from warned.steps(payers, on=on, at=at, team=team)


def _pays(folder: Path) -> list[tuple[Invoice, int]]:
    """What the day's bank lines pay by its very number, and how much of it."""
    with (folder / "day" / "answers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = {
        row["invoices"].partition("=")[0]: round(float(row["pounds"]) * 100)
        for row in rows
        if row["what_it_is"] == "a bill" and row["invoices"].partition("=")[0] in row["written"]
    }
    found = Invoice.objects.filter(number__in=told).select_related("customer").order_by("id")
    return [(one, told[one.number]) for one in found]


def _broken(payers: set[int], on: date, at: datetime, by: Actor) -> Outcome:
    """Agreed, one payment missed, written to, not answered."""
    before = Arrangement.objects.filter(agreed_on=on - _AGREED).first()
    made, run = before, None
    day, plan = on - _AGREED, Plan("monthly", on - _FIRST, times=4)
    for customer in [] if before else people_who_owe(day):
        debts = [row.item_id for row in owed(customer.pk, day) if not row.why_not and row.due_on < day][:2]
        wanted = ArrangementWanted(customer.reference, plan, "cannot_pay_at_once", "Between two jobs", debts)
        if not debts or customer.pk in payers or _may_have_paid(customer, day):
            continue
        with suppress(Refused):
            agreed = agree_arrangement(wanted=wanted, on=day, at=_on(day, at), by=by)
            made = Arrangement.objects.filter(pk=agreed.arrangement or 0).first()
        if made:
            break
    if made and not before:
        for ago in (_LATE, _OVER):
            day = on - ago
            run = watch_arrangements(on=day, at=_on(day, at), by=by).run
            with catching():
                dispatch_letters(on=day, at=_on(day, at), by=by)
    many = 1 if made else 0
    pence = made.total_pence if made else 0
    return Outcome("day", "Break an arrangement", run, many, many, "arrangement", 0, pence, before is not None)


def _may_have_paid(customer: Customer, day: date) -> bool:
    """Whether money in suspense may be theirs: then nobody would write to them."""
    row = ladder.standing(day, customer.pk).row
    return row is None or bool(row.suspense_pence)


def _promised(step: str, day: date, people: list[tuple[Customer, int]], at: datetime, by: Actor) -> Outcome:
    """Promised that day by the first of some people who may, for five days later."""
    before, run = Promise.objects.filter(promised_on=day).first(), None
    for customer, pence in [] if before else people:
        with suppress(Refused):
            run = record_promise(
                customer=customer.reference, amount_pence=pence, by_on=day + timedelta(5), promised_by="Themself",
                heard="phone", on=day, at=_on(day, at), by=by,
            ).run  # fmt: skip
            break
    pence = sum(Promise.objects.filter(promised_on=day).values_list("pence", flat=True))
    many = 1 if pence else 0
    return Outcome("day", step, run, many, many, "promise", 0, pence, before is not None)


def _on(day: date, at: datetime) -> datetime:
    """Ten in the morning of a day."""
    return datetime.combine(day, time(10), at.tzinfo)
