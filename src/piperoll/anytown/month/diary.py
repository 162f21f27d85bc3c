"""The days of the month, and what is known before it begins."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
"""The last whole month before the demo's day. It has no bank holiday."""
OPENED = date(2026, 8, 17)
BILLED, LODGED = date(2026, 9, 7), date(2026, 9, 8)
"""The day of the bills that October's money pays, and the day the new mandates went to the banks."""
TOLD = date(2026, 9, 11)
"""The day payers by Direct Debit were told what will be taken."""
A_WEEK = 5
_AROUND = [day for n in range(45) if (day := FIRST + timedelta(days=n)).weekday() < A_WEEK]
_LONDON = ZoneInfo("Europe/London")


def working_days() -> list[date]:
    """The month's working days."""
    return [day for day in _AROUND if day <= LAST]


def working_day(number: int) -> date:
    """The working day of a number, from 0 for the month's first; the first of the next month too."""
    return _AROUND[number]


def moment(on: date, hour: int) -> datetime:
    """So late on a day, in Anytown."""
    return datetime.combine(on, time(hour), _LONDON)
