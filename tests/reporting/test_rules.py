"""The bands of aged debt at their edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.reporting.rules import BANDS, band_starts, due_between
from reporting.random_books import band_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("due_on", "code"),
    [
        (date(2026, 11, 23), "not-due"),
        (TODAY, "not-due"),
        (date(2026, 11, 21), "1-30"),
        (TODAY - timedelta(days=30), "1-30"),
        (TODAY - timedelta(days=31), "31-60"),
        (TODAY - timedelta(days=60), "31-60"),
        (TODAY - timedelta(days=61), "61-90"),
        (TODAY - timedelta(days=91), "91-180"),
        (TODAY - timedelta(days=181), "181-365"),
        (TODAY - timedelta(days=365), "181-365"),
        (TODAY - timedelta(days=366), "1y"),
        (date(2024, 11, 23), "1y"),
        (date(2024, 11, 22), "2y"),
        (date(2023, 11, 22), "3y"),
        (date(2020, 11, 23), "3y"),
        (date(2020, 11, 22), "6y"),
        (date(1999, 1, 1), "6y"),
    ],
)
def test_a_debt_is_in_the_band_of_its_age(due_on: date, code: str) -> None:
    assert band_of(due_on, TODAY).code == code


def test_a_leap_day_has_years_before_it_too() -> None:
    assert band_of(date(2026, 2, 28), date(2028, 2, 29)).code == "2y"


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_bands_follow_one_another_without_a_gap(as_at: date, due_on: date) -> None:
    starts = band_starts(as_at)
    assert starts == sorted(starts, reverse=True)
    assert len([band for band in BANDS for first, past in [due_between(band, as_at)] if first <= due_on < past]) == 1
