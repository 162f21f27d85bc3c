"""Dates as letters write them, in English and in Welsh."""

from __future__ import annotations

from datetime import date

_WELSH = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
    "Rhagfyr",
)  # fmt: skip
_WELSH_SHORT = ("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag")


def long_date(day: date, language: str = "en") -> str:
    """`1 December 2026`, `1 Rhagfyr 2026`."""
    return f"{day_and_month(day, language)} {day.year}"


def day_and_month(day: date, language: str = "en") -> str:
    """`1 December`, `1 Rhagfyr`."""
    return f"{day.day} {_WELSH[day.month - 1] if language == 'cy' else f'{day:%B}'}"


def short_date(day: date, language: str = "en") -> str:
    """`1 Dec 2026`, `1 Rhag 2026`."""
    return f"{day.day} {_WELSH_SHORT[day.month - 1] if language == 'cy' else f'{day:%b}'} {day.year}"
