"""How much and when: the days a plan falls on, told by the database as by a slow reading of the calendar."""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from customers.somebody import ada
from direct_debit.paying import a_mandate
from piperoll.council.models import Holiday
from piperoll.direct_debit.planning import BadPlan, PlanTold
from piperoll.direct_debit.rules import EVERY, MONTHS, WEEKS
from piperoll.direct_debit.set_collection_plan import PlannedAlready, set_collection_plan
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import working_day
from the_day import MONDAY, MORNING, ask

FIRST_OF_DECEMBER = date(2026, 12, 1)


def test_a_fixed_sum_on_chosen_days(officer: Actor) -> None:
    mandate = a_mandate(officer, ada(officer).pk).mandate
    told = PlanTold("fixed", 4500, "monthly", (1, 25), FIRST_OF_DECEMBER, times=6)
    planned = set_collection_plan(mandate=mandate, plan=told, on=MONDAY, at=MORNING, by=officer)
    assert planned.plan == "£45.00 every month on the 1st and 25th, from 1 December 2026, 6 times"
    assert days_of(told, MONDAY + timedelta(days=400)) == [
        date(2026, 12, 1), date(2026, 12, 29), date(2027, 1, 4), date(2027, 1, 25), date(2027, 2, 1), date(2027, 2, 25),
    ]  # fmt: skip
    with pytest.raises(PlannedAlready):
        set_collection_plan(mandate=mandate, plan=told, on=MONDAY, at=MORNING, by=officer)


@pytest.mark.parametrize(
    "plan",
    [
        PlanTold("weekly"),
        PlanTold("variable"),
        PlanTold("fixed", 0, "monthly"),
        PlanTold("fixed", 100, "monthly", (0,)),
        PlanTold("fixed", 100, "weekly", times=0),
        PlanTold("fixed", 100, "weekly", first_on=MONDAY - timedelta(days=1)),
        PlanTold("fixed", 100, "weekly", first_on=FIRST_OF_DECEMBER, until=MONDAY),
    ],
)
def test_half_a_plan_is_refused(officer: Actor, plan: PlanTold) -> None:
    mandate = a_mandate(officer, ada(officer).pk).mandate
    with pytest.raises(BadPlan):
        set_collection_plan(mandate=mandate, plan=plan, on=MONDAY, at=MORNING, by=officer)


def test_its_days_agree_with_a_slow_reading_of_the_calendar(manager: Actor) -> None:
    dice = random.Random(18)
    for _ in range(60):
        first = MONDAY + timedelta(days=dice.randrange(200))
        every = dice.choice(list(EVERY))
        days = tuple(sorted(dice.sample(range(1, 32), dice.randrange(1, 4)))) if every in MONTHS else ()
        times = dice.choice([None, 1, 5])
        until = dice.choice([None, first + timedelta(days=100)])
        told = PlanTold("fixed", 100, every, days, first, times, until)
        last = MONDAY + timedelta(days=450)
        assert days_of(told, last) == list(slowly(told, last)), told


def days_of(told: PlanTold, last: date) -> list[date]:
    rows = ask(
        "SELECT collect_on FROM direct_debit_plan_days(%(every)s, %(days)s::smallint[], %(first)s, %(times)s::int, %(until)s::date, "
        "%(last)s) ORDER BY nth",
        every=told.every, days=list(told.days), first=told.first_on, times=told.times, until=told.until, last=last,
    )  # fmt: skip
    return [row.collect_on for row in rows]


def slowly(told: PlanTold, last: date) -> Iterator[date]:
    """A day at a time, asking of each whether it is one of the plan's."""
    holidays = set(Holiday.objects.values_list("on", flat=True))
    first = told.first_on or MONDAY
    day, found = first, 0
    while day <= min(last, told.until or last) and found < (told.times or 10_000):
        if told.every in WEEKS:
            falls = (day - first).days % (7 * WEEKS[told.every]) == 0
        else:
            months = (day.year - first.year) * 12 + day.month - first.month
            ends = monthrange(day.year, day.month)[1]
            falls = months % MONTHS[told.every] == 0 and day.day in {min(one, ends) for one in told.days}
        if falls:
            found += 1
            yield working_day(day, holidays)
        day += timedelta(days=1)
