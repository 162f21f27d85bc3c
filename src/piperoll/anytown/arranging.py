"""Anytown gives time to pay: an arrangement, a promise to pay, and what a household can afford."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from piperoll.anytown.outcome import Outcome
from piperoll.arrangements.affordability import Amount, People
from piperoll.arrangements.agree_arrangement import ArrangementWanted, agree_arrangement
from piperoll.arrangements.import_trigger_figures import import_trigger_figures
from piperoll.arrangements.models import Arrangement, Household, Promise, TriggerFigure
from piperoll.arrangements.record_household import HouseholdTold, record_household
from piperoll.arrangements.record_promise import record_promise
from piperoll.arrangements.rules import Plan
from piperoll.arrangements.standing import owed
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import ItemBalance
from piperoll.recovery.models import TrackRule

STEPS = 3
TRIGGERS = Path(__file__).parents[3] / "samples" / "anytown" / "triggers.csv"
_ENOUGH, _LOOKED_AT = 40_00, 60


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """An arrangement, a promise and a statement. Done before, they change nothing."""
    yield _kept(on, at, team["officer"])
    yield _promised(on, at, team["officer"])
    yield _afford(on, at, team)


def people_who_owe(on: date) -> Iterator[Customer]:
    """People with enough overdue and neither an arrangement, a promise nor a track of their own, those who owed first
    before the others."""
    overdue = ItemBalance.objects.filter(open_pence__gte=_ENOUGH, item__due_on__lt=on).order_by(
        "item__due_on", "item_id"
    )
    busy = {*Arrangement.objects.values_list("customer_id", flat=True)}
    busy |= {*Promise.objects.values_list("customer_id", flat=True)}
    busy |= {*TrackRule.objects.exclude(customer=None).values_list("customer_id", flat=True)}
    seen = dict.fromkeys(overdue.values_list("customer_id", flat=True)[:_LOOKED_AT])
    people = Customer.objects.filter(kind="person").in_bulk([one for one in seen if one not in busy])
    yield from (people[one] for one in seen if one in people)


def _agree(plan: Plan, why: str, on: date, at: datetime, by: Actor) -> int | None:
    """The first of whom nothing speaks against an arrangement; the run that agreed it."""
    for customer in people_who_owe(on):
        debts = [row.item_id for row in owed(customer.pk, on) if not row.why_not][:2]
        wanted = ArrangementWanted(customer.reference, plan, "cannot_pay_at_once", why, debts)
        with suppress(Refused):
            return agree_arrangement(wanted=wanted, on=on, at=at, by=by).run
    return None


def _kept(on: date, at: datetime, by: Actor) -> Outcome:
    """Agreed today, the first payment next week."""
    standing = Arrangement.objects.filter(end=None).order_by("id")
    before = standing.exists()
    plan = Plan("monthly", on + timedelta(days=7), times=6, method="standing_order")
    run = None if before else _agree(plan, "Rent went up in October", on, at, by)
    return _outcome(
        "Agree an arrangement", "arrangement", run, sum(standing.values_list("total_pence", flat=True)), before
    )


def _promised(on: date, at: datetime, by: Actor) -> Outcome:
    of_today = Promise.objects.filter(promised_on=on)
    before, run = of_today.exists(), None
    for customer in [] if before else people_who_owe(on):
        try:
            run = record_promise(
                customer=customer.reference, amount_pence=_ENOUGH, by_on=on + timedelta(days=7), promised_by="Themself",
                heard="phone", note="Paid on Fridays", on=on, at=at, by=by,
            ).run  # fmt: skip
            break
        except Refused:
            continue
    return _outcome("Take a promise to pay", "promise", run, sum(of_today.values_list("pence", flat=True)), before)


def _afford(on: date, at: datetime, team: dict[str, Actor]) -> Outcome:
    """The invented trigger figures, and what the household of the kept arrangement has and spends."""
    before = Household.objects.exists()
    if not TriggerFigure.objects.exists():
        import_trigger_figures(file=TRIGGERS, on=on, at=at, by=team["manager"])
    whose, run = Arrangement.objects.filter(end=None).order_by("id").first(), None
    if whose and not before:
        told = HouseholdTold(
            lines={
                "earnings": Amount(310_00, "weekly"), "benefits": Amount(102_40, "four_weekly"),
                "home": Amount(640_00), "utilities": Amount(145_00), "water": Amount(96_00, "quarterly"),
                "transport": Amount(22_50, "weekly"), "food": Amount(92_00, "weekly"),
                "communications": Amount(48_00), "personal": Amount(40_00),
            },
            people=People(adults=1, under_14=1), told_by="Themself, on the telephone",
            debts=[("A catalogue", 380_00)],
            explanations={"food": "A child with a special diet"},
        )  # fmt: skip
        run = record_household(customer=whose.customer.reference, told=told, on=on, at=at, by=team["officer"]).run
    return _outcome("Work out what is affordable", "statement", run, 0, before)


def _outcome(step: str, what: str, run: int | None, pence: int, already: bool) -> Outcome:
    many = 1 if run or already else 0
    return Outcome("day", step, run, many, many, what, 0, pence, already)
