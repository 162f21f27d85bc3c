"""Dates of birth in a payer's words: parents pay for school transport by their reference and their child's birthday."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

YOUNGEST, OLDEST, OLDEST_OF_ALL = 3, 26, 110
"""About so old is whoever is carried to school or college; the day of a payment is nobody's birthday."""
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d)[-/.](?P<d1>\d\d)"
    r"|(?P<d2>\d{1,2})(?P<sep>[-/. ])(?P<m2>\d{1,2})(?P=sep)(?P<y2>(?:19|20)\d\d|\d\d)"
    rf"|(?P<d3>\d{{1,2}})[-/. ]?(?P<m3>{'|'.join(_MONTHS)})[A-Z]*[-/. ]?(?P<y3>(?:19|20)\d\d|\d\d)"
    r"|(?<![A-Z])(?P<d4>\d\d)(?P<m4>\d\d)(?P<y4>(?:19|20)\d\d|\d\d)"
    r")(?!\d)"
)
_SAYS_SO = re.compile(r"\bD\.?O\.?B\.?:?\s*|\bBORN\b\s*(?:ON\b)?\s*")


def written(texts: Iterable[str], on: date, oldest: int = OLDEST) -> dict[date, bool]:
    """Every date that could be a child's birthday on the day of the payment (or of somebody older), and whether it is
    clearly a date: six digits in a row may be anything."""
    found: dict[date, bool] = {}
    for text in texts:
        for one, match in _dates(text, on, oldest):
            found[one] = found.get(one, False) or not match["d4"] or len(match["y4"]) == 4
    return found


def without(text: str, births: Collection[date], on: date) -> str:
    """The text without those dates, so that no number of them is taken for part of a reference."""
    spans = [match.span() for one, match in _dates(text, on) if one in births]
    said = _SAYS_SO.sub(lambda found: " " * len(found[0]), text.upper())
    for start, end in spans:
        said = said[:start] + " " * (end - start) + said[end:]
    return said


def _dates(text: str, on: date, oldest: int = OLDEST) -> Iterator[tuple[date, re.Match[str]]]:
    said = _SAYS_SO.sub(lambda found: " " * len(found[0]), text.upper())
    for match in _DATE.finditer(said):
        year, month, day = (next(filter(None, (match[f"{part}{n}"] for n in "1234"))) for part in "ymd")
        try:
            one = date(_year(year, on), _MONTHS.index(month) + 1 if month in _MONTHS else int(month), int(day))
        except ValueError:
            continue
        if YOUNGEST <= on.year - one.year <= oldest:
            yield one, match


def _year(text: str, on: date) -> int:
    """Two digits are the latest such year that is not to come."""
    if len(text) == 4:
        return int(text)
    year = on.year // 100 * 100 + int(text)
    return year if year <= on.year else year - 100
