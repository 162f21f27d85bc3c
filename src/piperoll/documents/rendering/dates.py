"""Dates as letters write them, in English and in Welsh."""

from __future__ import annotations

import re
from datetime import date

_WELSH = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
    "Rhagfyr",
)  # fmt: skip
_WELSH_SHORT = ("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag")

_WELSH_DAYS = {
    "Monday": "dydd Llun", "Tuesday": "dydd Mawrth", "Wednesday": "dydd Mercher", "Thursday": "dydd Iau",
    "Friday": "dydd Gwener", "Saturday": "dydd Sadwrn", "Sunday": "dydd Sul",
}  # fmt: skip
_ENGLISH = {f"{date(2026, number, 1):%B}": name for number, name in enumerate(_WELSH, 1)}
_A_DATE = re.compile(rf"(?:({'|'.join(_WELSH_DAYS)}) )?(\d{{1,2}}) ({'|'.join(_ENGLISH)}) (\d{{4}})(?:( and )(?=\d))?")


def long_date(day: date, language: str = "en") -> str:
    """`1 December 2026`, `1 Rhagfyr 2026`."""
    return f"{day_and_month(day, language)} {day.year}"


def day_and_month(day: date, language: str = "en") -> str:
    """`1 December`, `1 Rhagfyr`."""
    return f"{day.day} {_WELSH[day.month - 1] if language == 'cy' else f'{day:%B}'}"


def short_date(day: date, language: str = "en") -> str:
    """`1 Dec 2026`, `1 Rhag 2026`."""
    return f"{day.day} {_WELSH_SHORT[day.month - 1] if language == 'cy' else f'{day:%b}'} {day.year}"


def in_welsh(text: str) -> str:
    """A text with its English long dates in Welsh: `Monday 1 December 2026` is `dydd Llun 1 Rhagfyr 2026`."""
    return _A_DATE.sub(_date_in_welsh, text)


def _date_in_welsh(found: re.Match[str]) -> str:
    weekday, number, month, year, another = found.groups()
    named = f"{_WELSH_DAYS[weekday]} " if weekday else ""
    return f"{named}{number} {_ENGLISH[month]} {year}{' a ' if another else ''}"
