"""Dates as letters write them, in English and in Welsh."""

from __future__ import annotations

from datetime import date

_WELSH = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
    "Rhagfyr",
)  # fmt: skip


def long_date(day: date, language: str = "en") -> str:
    """`1 December 2026`, `1 Rhagfyr 2026`."""
    return f"{day.day} {_WELSH[day.month - 1] if language == 'cy' else f'{day:%B}'} {day.year}"
