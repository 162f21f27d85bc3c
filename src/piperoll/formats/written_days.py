"""How days are written in files that others lay out: `dd/mm/yyyy`, `yymmdd`, `dd-mon-yyyy`, `yyddd` (day of the year).

Read exactly so: where nothing stands between day, month and year each has all its digits, because a digit that was cut
off would make another day of it. A time of day after the date is passed over.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

COMMON = ("dd/mm/yyyy", "dd-mm-yyyy", "yyyy-mm-dd", "yyyymmdd", "ddmmyyyy", "ddmmyy", "yymmdd", "dd/mm/yy",
          "dd-mon-yyyy", "yyddd")  # fmt: skip
"""Ways many files write days, for whoever looks for an example."""
LONGEST = 20
_MARKS = {
    "yyyy": r"(?P<yyyy>\d{4})",
    "yy": r"(?P<yy>\d{2})",
    "month": r"(?P<month>[A-Z]{3,9})",
    "ddd": r"(?P<ddd>\d{3})",
}
_MARK = re.compile(r"yyyy|yy|month|mon|ddd|dd|mm|[^a-z0-9]+|.", re.IGNORECASE)
_TIME_OF_DAY = r"(?:[T ]\s*\d\d?:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AP]M)?\s*(?:Z|UTC|GMT|BST|[+-]\d\d:?\d\d)?)?"
_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
    "DECEMBER",
)  # fmt: skip


class WrittenWrong(ValueError):
    """A way to write days that names no day, month and year, or names one twice."""


def must_be_one(written: str) -> None:
    """Raise WrittenWrong unless this is a way to write days."""
    marks = [mark.lower().replace("month", "mon") for mark in _MARK.findall(written)]
    named = sorted(mark.replace("yyyy", "yy").replace("mon", "mm") for mark in marks if mark[0].isalnum())
    if len(written) > LONGEST or named not in (["dd", "mm", "yy"], ["ddd", "yy"]):
        raise WrittenWrong(f"must be like {', '.join(COMMON)}")


def day_of(text: str, written: str) -> date:
    """The day in a text. Raises ValueError when it is not written so, or is no day."""
    found = _pattern(written).fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(f"{text!r} is not written like {written}")
    told = found.groupdict()
    year = int(told.get("yyyy") or f"20{told['yy']}")
    if told.get("ddd"):
        day = date(year, 1, 1) + timedelta(days=int(told["ddd"]) - 1)
        if day.year != year:
            raise ValueError(f"{text!r} is no day of the year")
        return day
    return date(year, int(told["mm"]) if told.get("mm") else _month(told["month"]), int(told["dd"]))


def _month(word: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.upper())), 0)


@lru_cache(maxsize=64)
def _pattern(written: str) -> re.Pattern[str]:
    must_be_one(written)
    marks = _MARK.findall(written)
    few = "{1,2}" if any(not mark[0].isalnum() for mark in marks) else "{2}"
    marks_of = _MARKS | {"mon": _MARKS["month"], "dd": rf"(?P<dd>\d{few})", "mm": rf"(?P<mm>\d{few})"}
    made = "".join(marks_of.get(mark.lower(), re.escape(" ".join(mark.split()) or " ")) for mark in marks)
    return re.compile(made + _TIME_OF_DAY, re.IGNORECASE | re.ASCII)
