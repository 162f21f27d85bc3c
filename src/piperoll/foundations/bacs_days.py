"""The three days of Bacs: a file goes in, is processed the next working day, and the money moves the day after that.

Source: every guide to the service; a working day is one on which banks in England work, so Scottish and Northern Irish
holidays are processing days.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from piperoll.foundations.calendar import working_day, working_days_after, working_days_before


@dataclass(frozen=True, slots=True)
class Cycle:
    """The latest day a file may go in, the day it is processed, and the day payers' accounts are debited."""

    input_on: date
    processing_on: date
    entry_on: date


def cycle_to(day: date, holidays: Collection[date]) -> Cycle:
    """The cycle that moves money on a day, or on the next working day when banks are closed then: never sooner."""
    entry_on = working_day(day, holidays)
    return Cycle(working_days_before(entry_on, 2, holidays), working_days_before(entry_on, 1, holidays), entry_on)


def cycle_from(day: date, holidays: Collection[date]) -> Cycle:
    """The quickest cycle for a file made on a day."""
    input_on = working_day(day, holidays)
    return Cycle(input_on, working_days_after(input_on, 1, holidays), working_days_after(input_on, 2, holidays))
