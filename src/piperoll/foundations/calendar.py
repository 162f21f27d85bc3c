"""Working days: what counts as one is handed in, since holidays are rows and not code."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5
_WEEK = 7


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether banks work that day: Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days_since(day: date, today: date, holidays: Collection[date]) -> int:
    """How many working days lie after `day`, up to and including `today`; nought when `day` is still to come."""
    if day >= today:
        return 0
    weeks, over = divmod((today - day).days, _WEEK)
    last_days = (today - timedelta(days=n) for n in range(over))
    weekdays = weeks * SATURDAY + sum(one.weekday() < SATURDAY for one in last_days)
    return weekdays - sum(day < one <= today and one.weekday() < SATURDAY for one in holidays)


def working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself when banks work, else the next one that they do."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, many: int, holidays: Collection[date]) -> date:
    """The last of so many working days after a day: two after a Thursday is Monday. None at all is the day itself."""
    for _ in range(many):
        day = working_day(day + timedelta(days=1), holidays)
    return day


def working_days_before(day: date, many: int, holidays: Collection[date]) -> date:
    """The first of so many working days before a day: two before a Monday is Thursday. None is the day itself."""
    while many:
        day -= timedelta(days=1)
        many -= is_working_day(day, holidays)
    return day


def financial_year_start(day: date) -> date:
    """The 1 April that begins the council's year of a day."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)
