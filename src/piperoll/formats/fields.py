"""Sums and dates as bank files write them. Each function raises ValueError with a few words of reason."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

_SUM = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?\Z", re.ASCII)
_LONGEST_SUM = 18


def hundredths(text: str) -> int:
    """A sum as whole hundredths (pence): `12.5`, `-3`, `.50`, `8.8500`.

    The decimal mark is a point, and there are no thousands. Refuses anything below a hundredth: a bank that sends 8.855
    means something else.
    """
    if len(text) > _LONGEST_SUM:
        if len(text) > 3 * _LONGEST_SUM or len(text.lstrip("0")) > _LONGEST_SUM:
            raise ValueError(f"{shown(text)} is longer than any sum of money")
        text = text[-_LONGEST_SUM:]
    if text[-3:-2] == "." and (digits := text[:-3] + text[-2:]).isdigit() and digits.isascii():
        return int(digits)  # the way nearly every bank writes nearly every sum
    found = _SUM.match(text)
    if not found:
        raise ValueError(f"{shown(text)} is not a sum of money")
    sign, whole, part = found[1], found[2], found[3] or ""
    if not whole and not part:
        raise ValueError(f"{shown(text)} is not a sum of money")
    if len(part) > 2 and part[2:].strip("0"):
        raise ValueError(f"{shown(text)} has a fraction of a penny")
    pence = int(whole or "0") * 100 + int(part[:2].ljust(2, "0"))
    return -pence if sign == "-" else pence


def whole_pence(text: str) -> int:
    """A sum already in pence, without a decimal mark: `1250`, `-300`, `+5`."""
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        raise ValueError(f"{shown(text)} is not a whole number of pence")
    return int(text)


def number_in(text: str) -> int | None:
    """A count or a serial number; None where it is not one, or has more digits than anything has that is counted."""
    return int(text) if re.fullmatch(rf"\d{{1,{_LONGEST_SUM}}}", text, re.ASCII) else None


def printable(text: str) -> str:
    """What prints of a text, for a sentence."""
    return "".join(letter for letter in text if letter.isprintable())


def shown(text: str) -> str:
    """A doubtful value, quoted and short enough for a sentence."""
    return repr(text if len(text) <= 40 else text[:37] + "...")


@lru_cache(maxsize=4096)
def iso_date(text: str) -> date:
    """The day of an XML date or moment as written: `2026-05-04`, `2026-05-04T23:59:00+01:00`, `2026-05-04Z`."""
    day, rest = text[:10], text[10:]
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII) or not re.fullmatch(
        r"(T[\d:.]+)?(Z|[+-]\d\d:\d\d)?", rest
    ):
        raise ValueError(f"{shown(text)} is not a date")
    return _day(int(day[:4]), int(day[5:7]), int(day[8:]), text)


@lru_cache(maxsize=4096)
def yymmdd(text: str) -> date:
    """A date written YYMMDD. Years 80 to 99 are the last century's."""
    if not re.fullmatch(r"\d{6}", text, re.ASCII):
        raise ValueError(f"{shown(text)} is not a date")
    year = int(text[:2])
    return _day(year + (1900 if year >= 80 else 2000), int(text[2:4]), int(text[4:]), text)


@lru_cache(maxsize=4096)
def yyddd(text: str) -> date:
    """A date written as year and day of the year, as Bacs files have it: `26327` is 23 November 2026."""
    if not re.fullmatch(r"\d{5}", text, re.ASCII):
        raise ValueError(f"{shown(text)} is not a date")
    first = date(2000 + int(text[:2]), 1, 1)
    day = first + timedelta(days=int(text[2:]) - 1)
    if day.year != first.year:
        raise ValueError(f"{shown(text)} is not a day of that year")
    return day


@lru_cache(maxsize=4096)
def month_day_near(text: str, near: date) -> date:
    """A day written MMDD, in whichever year puts it closest to `near`: 0102 beside 30 December is next January."""
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise ValueError(f"{shown(text)} is not a month and day")
    choices = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            choices.append(date(year, int(text[:2]), int(text[2:])))
        except ValueError:
            continue
    if not choices:
        raise ValueError(f"{shown(text)} is not a day of any year")
    return min(choices, key=lambda day: abs((day - near).days))


@lru_cache(maxsize=8192)
def date_in(text: str, patterns: tuple[str, ...]) -> date:
    """A date in the first of several strptime patterns that fits."""
    for pattern in patterns:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day, not a moment
        except ValueError:
            continue
    raise ValueError(f"{shown(text)} is not a date")


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{shown(text)} is not a day in the calendar") from None
