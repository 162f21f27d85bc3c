"""The bands of aged debt, as dates: what falls due from a band's first day to the newer band's is in it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Band:
    """How long a debt has been due. `code` names it in addresses and files."""

    code: str
    name: str


NOT_DUE = Band("not-due", "Not yet due")
OVERDUE = (
    Band("1-30", "1 to 30 days"),
    Band("31-60", "31 to 60"),
    Band("61-90", "61 to 90"),
    Band("91-180", "91 to 180"),
    Band("181-365", "181 to 365"),
    Band("1y", "1 to 2 years"),
    Band("2y", "2 to 3 years"),
    Band("3y", "3 to 6 years"),
    Band("6y", "6 years or more"),
)
BANDS = (NOT_DUE, *OVERDUE)
_DAYS = (30, 60, 90, 180, 365)
_YEARS = (2, 3, 6)


def band_starts(as_at: date) -> list[date]:
    """The first due date of each band but the oldest, newest first: a debt due today is not overdue until tomorrow.

    A debt is in the 6-year band once six whole years have passed since it fell due (Limitation Act 1980 s.5 counts so).
    """
    days = [as_at - timedelta(days=days) for days in (0, *_DAYS)]
    return [*days, *(_years_before(as_at, years) + timedelta(days=1) for years in _YEARS)]


def due_between(band: Band, as_at: date) -> tuple[date, date]:
    """The first due date of a band, and the first one past it."""
    edges = [date.max, *band_starts(as_at), date.min]
    place = BANDS.index(band)
    return edges[place + 1], edges[place]


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February
        return on.replace(year=on.year - years, day=28)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
