"""add_holiday: a day on which banks will not work, proclaimed after the calendar was laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.add_service import checked_name
from piperoll.council.models import Holiday
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

SATURDAY = 5


class KnownHoliday(Refused):
    """{day:%-d %B %Y} is a holiday already: {name}. Nothing was changed."""

    exit_code = 0


class NoWorkingDay(Refused):
    """{day:%A %-d %B %Y} is a weekend: banks do not work then anyway."""


@dataclass(frozen=True)
class HolidayAdded:
    """A weekday on which banks do not work."""

    run: int
    day: date
    name: str


def add_holiday(*, day: date, name: str, on: date, at: datetime, by: Actor) -> HolidayAdded:
    """Add a bank holiday. Raises NameMissing, NoWorkingDay, KnownHoliday."""
    name = checked_name(name)
    if day.weekday() >= SATURDAY:
        raise NoWorkingDay(day=day)
    with running.act("add_holiday", on=on, at=at, by=by, day=day.isoformat()) as run:
        held, is_new = Holiday.objects.get_or_create(on=day, defaults={"name": name})
        if not is_new:
            raise KnownHoliday(day=day, name=held.name)
    return HolidayAdded(run.id, day, name)
