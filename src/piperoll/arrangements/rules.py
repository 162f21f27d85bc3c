"""The words of arrangements, and how a sum is spread over days: pure."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused

ACT = "arrangement"
EVERY = {
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "four_weekly": "Every four weeks",
    "monthly": "Every month",
    "once": "Once",
}
_WEEKS = {"weekly": 1, "fortnightly": 2, "four_weekly": 4}
METHODS = {
    "any": "Any way they like",
    "standing_order": "Standing order",
    "direct_debit": "Direct Debit",
    "card": "Card",
}
REASONS = {
    "cannot_pay_at_once": "Cannot pay it all at once",
    "hardship": "Hardship",
    "billed_late": "We billed late",
    "changed": "What they can pay has changed",
}
STATES = {
    "kept": "Kept",
    "suspense": "May be paid: money in suspense",
    "late": "Late: a courtesy letter is due",
    "courtesy": "Late: we wrote and wait",
    "unheard": "Late: our letter reached nobody",
    "broken": "Broken",
    "paid": "Paid in full",
}
"""Where an arrangement that has not ended stands; `broken` and `paid` end it at the next watch."""
ENDS = {"completed": "Completed", "broken": "Broken", "cancelled": "Cancelled", "changed": "Changed"}
HEARD = {
    "phone": "Telephone",
    "letter": "Letter",
    "email": "Email",
    "visit": "Visit",
    "counter": "At the counter",
}
PROMISES = {
    "waiting": "Waiting",
    "kept": "Kept",
    "part": "Kept in part",
    "broken": "Broken",
    "withdrawn": "Taken back",
}
TENURES = {
    "rents": "Rents from a landlord",
    "council": "Rents from a council or association",
    "mortgage": "Has a mortgage",
    "owns": "Owns outright",
    "family": "Lives with family",
    "none": "No fixed home",
}
EMPLOYMENTS = {
    "works": "Works for somebody",
    "self_employed": "Self-employed",
    "seeks": "Looks for work",
    "cannot_work": "Cannot work",
    "cares": "Cares for somebody",
    "retired": "Retired",
    "studies": "Studies",
}
CAME_OF_ADVICE = {
    "took_up": "Took the advice up",
    "moratorium": "Breathing space followed",
    "solution": "A debt solution followed",
    "declined": "Did not want it",
    "not_heard": "Nothing was heard",
}
MOST_PAYMENTS = 600
FURTHEST = timedelta(days=92)
"""So far ahead may the first payment be."""


class NoWayToPay(Refused):
    """{said!r} is no {what}: choose {known}."""


class SayHowMuch(Refused):
    """Say how much each payment is, or how many payments there are: one of the two."""


class FirstDayOut(Refused):
    """The first payment must be due from {on:%-d %B %Y} on, and by {last:%-d %B %Y}."""


class TooManyPayments(Refused):
    """That takes {many:,} payments; at most {most:,} can be planned: ask for more each time, or put fewer debts in."""


@dataclass(frozen=True)
class Plan:
    """How a sum is to be paid: so much each time, or so many times, so often, from a day on; and by which way.

    `mandate` names the Direct Debit's reference when that is the way. Interest is frozen while it is kept, unless
    `interest_runs`.
    """

    every: str
    first_on: date
    amount_pence: int | None = None
    times: int | None = None
    method: str = "any"
    mandate: str = ""
    interest_runs: bool = False


@dataclass(frozen=True)
class Due:
    """One planned payment."""

    due_on: date
    pence: int


def reference_of(arrangement: int) -> str:
    """How an arrangement is named: `ARR-12`."""
    return f"ARR-{arrangement}"


def must_be_a_plan(plan: Plan, on: date) -> None:
    """Raises NoWayToPay, SayHowMuch, FirstDayOut."""
    if plan.every not in EVERY:
        raise NoWayToPay(said=plan.every[:40], what="rhythm", known=", ".join(EVERY), field="every")
    if plan.method not in METHODS:
        raise NoWayToPay(said=plan.method[:40], what="way to pay", known=", ".join(METHODS), field="method")
    if not on <= plan.first_on <= on + FURTHEST:
        raise FirstDayOut(on=on, last=on + FURTHEST, field="first_on")
    told = [figure for figure in (plan.amount_pence, plan.times) if figure is not None]
    if plan.every != "once" and (len(told) != 1 or told[0] < 1):
        raise SayHowMuch(field="amount_pence")


def spread(total: int, plan: Plan) -> list[Due]:
    """The payments by which a sum is paid, the last of them what remains. Raises TooManyPayments.

    With a number of payments each is the sum shared out, rounded up to a penny. A month without the day of the first
    payment pays on its last day.
    """
    if plan.every == "once":
        return [Due(plan.first_on, total)]
    each = plan.amount_pence or -(-total // (plan.times or 1))
    times = -(-total // each)
    if times > MOST_PAYMENTS:
        raise TooManyPayments(many=times, most=MOST_PAYMENTS, field="amount_pence")
    parts = [each] * (times - 1)
    return [
        Due(day_of(plan.every, plan.first_on, n), pence) for n, pence in enumerate([*parts, total - sum(parts)])
    ]  # fmt: skip


def day_of(every: str, first_on: date, place: int) -> date:
    """The day of the payment at a place, counted from nought."""
    if every in _WEEKS:
        return first_on + timedelta(weeks=_WEEKS[every] * place)
    return months_after(first_on, place)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_words(every: str, payments: Sequence[Due]) -> str:
    """`£20.00 every week from 1 December 2026, 11 times, then £4.00`."""
    first, last = payments[0], payments[-1]
    if len(payments) == 1:
        return f"{pounds(first.pence)} on {_day(first.due_on)}"
    said = f"{pounds(first.pence)} {EVERY[every].lower()} from {_day(first.due_on)}"
    if first.pence == last.pence:
        return f"{said}, {len(payments)} times"
    again = f", {len(payments) - 1} times" if len(payments) > 2 else ""
    return f"{said}{again}, then {pounds(last.pence)} on {_day(last.due_on)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
