"""Input, processing, entry: over weekends, Easter and Christmas."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.foundations.bacs_days import Cycle, cycle_from, cycle_to
from piperoll.foundations.calendar import (
    is_working_day,
    working_day,
    working_days_after,
    working_days_before,
    working_days_since,
)  # fmt: skip

HOLIDAYS = {
    date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3),
}  # fmt: skip
days = st.dates(date(2026, 11, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("wanted", "input_on", "processing_on", "entry_on"),
    [
        (date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)),
        (date(2026, 11, 28), date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)),  # Saturday: never sooner
        (date(2026, 12, 25), date(2026, 12, 23), date(2026, 12, 24), date(2026, 12, 29)),  # Christmas
        (date(2027, 1, 4), date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)),  # New Year between
        (date(2027, 3, 28), date(2027, 3, 24), date(2027, 3, 25), date(2027, 3, 30)),  # Easter Sunday
    ],
)
def test_the_days_that_move_money_on_a_day(wanted: date, input_on: date, processing_on: date, entry_on: date) -> None:
    assert cycle_to(wanted, HOLIDAYS) == Cycle(input_on, processing_on, entry_on)


@given(days)
def test_a_file_made_in_time_moves_the_money_on_the_day(day: date) -> None:
    cycle = cycle_to(day, HOLIDAYS)
    assert cycle_from(cycle.input_on, HOLIDAYS) == cycle
    assert cycle.entry_on >= day
    assert all(is_working_day(one, HOLIDAYS) for one in (cycle.input_on, cycle.processing_on, cycle.entry_on))


@given(days, st.integers(0, 30))
def test_working_days_forward_are_as_many_as_are_counted_back(day: date, many: int) -> None:
    later = working_days_after(day, many, HOLIDAYS)
    assert working_days_since(day, later, HOLIDAYS) == many
    first = working_day(day, HOLIDAYS)
    assert working_days_before(working_days_after(first, many, HOLIDAYS), many, HOLIDAYS) == first
