"""Schedules asked about: one by its number, those of a service, and what of each is due, billed or late."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.billing.models import Schedule
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused

sql = beside(__file__)


class NoSuchSchedule(Refused):
    """There is no schedule {schedule}. See Invoices, Schedules for those there are."""


class WhyNeeded(Refused):
    """Say why, in a few words: it stays on record."""


def get(schedule: int) -> Schedule:
    """A schedule with its service and customer. Raises NoSuchSchedule."""
    found = Schedule.objects.filter(pk=schedule).select_related("service", "customer", "account").first()
    if found is None:
        raise NoSuchSchedule(schedule=schedule)
    return found


def hold(schedule: int) -> Schedule:
    """The same, and nobody else changes its terms until the transaction ends. Raises NoSuchSchedule."""
    sql.hold(schedule=schedule)
    return get(schedule)


def billed_to(schedule: int, *, on: date) -> date | None:
    """The last day a schedule was billed for, if it was."""
    (found,) = sql.billed_to(schedule=schedule, on=on)
    day: date | None = found.billed_to
    return day


def why(text: str) -> str:
    """A reason as it is kept. Raises WhyNeeded."""
    words = " ".join(text.split())[:200]
    if not words:
        raise WhyNeeded()
    return words


def listed(*, on: date, service: str = "", most: int, after: int = 0) -> list[Any]:
    """Schedules, the running ones first, with their price today and what of each is due."""
    found: list[Any] = sql.listed(on=on, service=service, most=most, after=after)
    return found


def due_of(schedule: int, *, on: date) -> list[Any]:
    """What a schedule is due to bill up to a day and has not."""
    found: list[Any] = sql.due_of(schedule=schedule, on=on)
    return found


def billed_of(schedule: int, *, on: date) -> list[Any]:
    """What a schedule billed, the newest first."""
    found: list[Any] = sql.billed_of(schedule=schedule, on=on)
    return found


def timetable(*, on: date, until: date) -> list[Any]:
    """By service: what is due now, how much of it is late, and what comes due until a day."""
    found: list[Any] = sql.timetable(on=on, until=until)
    return found
