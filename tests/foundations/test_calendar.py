"""Counting working days, against counting them one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from piperoll.foundations.calendar import is_working_day, working_days_since

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("received", "today", "days"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 21), date(2026, 11, 22), 0),
        (date(2026, 12, 24), date(2026, 12, 29), 1),
        (date(2026, 12, 24), date(2027, 1, 4), 4),
        (date(2026, 11, 24), date(2026, 11, 23), 0),
    ],
)
def test_weekends_and_holidays_do_not_count(received: date, today: date, days: int) -> None:
    assert working_days_since(received, today, CHRISTMAS) == days


@settings(max_examples=200)
@given(
    some.dates(date(2020, 1, 1), date(2030, 1, 1)),
    some.integers(-30, 900),
    some.sets(some.dates(date(2020, 1, 1), date(2032, 1, 1)), max_size=40),
)
def test_it_is_counting_one_by_one(first: date, span: int, holidays: set[date]) -> None:
    last = first + timedelta(days=span)
    slowly = sum(is_working_day(first + timedelta(days=n), holidays) for n in range(1, span + 1))
    assert working_days_since(first, last, holidays) == slowly
