"""A holiday proclaimed after the calendar was laid out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from piperoll.council.add_holiday import KnownHoliday, NoWorkingDay, add_holiday
from piperoll.council.models import Holiday


def test_a_weekday_becomes_a_holiday(now: dict[str, Any]) -> None:
    add_holiday(day=date(2027, 5, 10), name="Jubilee", **now)
    assert Holiday.objects.get(on=date(2027, 5, 10)).name == "Jubilee"


def test_one_that_is_known_is_left_as_it_is_and_all_is_well(now: dict[str, Any]) -> None:
    with pytest.raises(KnownHoliday, match="25 December 2026 is a holiday already: Christmas Day") as refusal:
        add_holiday(day=date(2026, 12, 25), name="Yule", **now)
    assert refusal.value.exit_code == 0
    assert Holiday.objects.get(on=date(2026, 12, 25)).name == "Christmas Day"


def test_a_weekend_needs_none(now: dict[str, Any]) -> None:
    with pytest.raises(NoWorkingDay, match="Sunday 29 November 2026"):
        add_holiday(day=date(2026, 11, 29), name="Advent", **now)
