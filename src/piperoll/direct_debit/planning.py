"""A collection plan as it is told: checked, put in order, recorded, worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from piperoll.direct_debit.models import CollectionPlan
from piperoll.direct_debit.rules import EVERY, MONTHS, PLANS, WEEKS
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused

MOST_TIMES, FURTHEST = 600, timedelta(days=366)


class BadPlan(Refused):
    """{why}."""


@dataclass(frozen=True)
class PlanTold:
    """How much and when: see CollectionPlan. Without days, months are counted on the day of `first_on`."""

    kind: str = "as_due"
    amount_pence: int | None = None
    every: str = ""
    days: tuple[int, ...] = ()
    first_on: date | None = None
    times: int | None = None
    until: date | None = None

    def tidied(self, on: date) -> PlanTold:
        """The plan with only what its kind uses. Raises BadPlan."""
        if self.kind not in PLANS:
            raise BadPlan(why=f"{self.kind!r} is no plan: choose {', '.join(PLANS)}", field="kind")
        if self.kind == "as_due":
            return PlanTold()
        if self.every not in EVERY:
            raise BadPlan(why=f"Say how often: {', '.join(EVERY)}", field="every")
        first_on = self.first_on or on
        if not on <= first_on <= on + FURTHEST:
            raise BadPlan(why="The first day must be from today on, and within a year", field="first_on")
        days = self._days(first_on)
        if self.kind == "variable":
            return PlanTold("variable", None, self.every, days, first_on)
        self._must_be_a_sum()
        if self.until and self.until < first_on:
            raise BadPlan(why="The last day comes before the first", field="until")
        return PlanTold("fixed", self.amount_pence, self.every, days, first_on, self.times, self.until)

    def _days(self, first_on: date) -> tuple[int, ...]:
        if self.every in WEEKS:
            return ()
        days = tuple(sorted(set(self.days or (first_on.day,))))
        if not all(1 <= day <= 31 for day in days):
            raise BadPlan(why="Days of the month are 1 to 31; 31 means the last", field="days")
        return days

    def _must_be_a_sum(self) -> None:
        if self.amount_pence is None or self.amount_pence < 1:
            raise BadPlan(why="Say how much is taken each time", field="amount_pence")
        if self.times is not None and not 1 <= self.times <= MOST_TIMES:
            raise BadPlan(why=f"It may be taken 1 to {MOST_TIMES} times", field="times")


def record(mandate: int, told: PlanTold, *, run: int, on: date) -> CollectionPlan:
    """Record a tidied plan from a day on."""
    return CollectionPlan.objects.create(
        mandate_id=mandate, kind=told.kind, amount_pence=told.amount_pence, every=told.every, days=list(told.days),
        first_on=told.first_on, times=told.times, until=told.until, valid_from=on, run_id=run,
    )  # fmt: skip


def record_again(mandate: int, *, run: int, on: date) -> None:
    """Record the plan that holds once more, so that what was noticed under it is collected no more."""
    plan = plan_now(mandate, on)
    told = PlanTold(
        plan.kind, plan.amount_pence, plan.every, tuple(plan.days), plan.first_on, plan.times, plan.until
    )  # fmt: skip
    record(mandate, told, run=run, on=on)


def plan_now(mandate: int, on: date) -> CollectionPlan:
    """The plan that holds on a day."""
    return CollectionPlan.objects.filter(mandate_id=mandate, valid_from__lte=on).order_by("-id")[0]


def same(plan: CollectionPlan, told: PlanTold) -> bool:
    """Whether a plan says what was told."""
    return (plan.kind, plan.amount_pence, plan.every, tuple(plan.days), plan.first_on, plan.times, plan.until) == (
        told.kind, told.amount_pence, told.every, told.days, told.first_on, told.times, told.until
    )  # fmt: skip


def in_words(plan: CollectionPlan | PlanTold) -> str:
    """`£45.00 every month on the 1st, 6 times`."""
    if plan.kind == "as_due":
        return "Each instalment when it is due"
    what = "What is due" if plan.kind == "variable" else pounds(plan.amount_pence or 0)
    said = f"{what} {EVERY[plan.every].lower()}"
    if plan.every in MONTHS:
        said += " on the " + " and ".join("last day" if day == 31 else _ordinal(day) for day in plan.days)
    if plan.first_on:
        said += f", from {plan.first_on.day} {plan.first_on:%B %Y}"
    if plan.times:
        said += f", {plan.times} time{'s' if plan.times > 1 else ''}"
    return said + (f", until {plan.until.day} {plan.until:%B %Y}" if plan.until else "")


def _ordinal(day: int) -> str:
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
