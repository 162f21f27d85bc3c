"""What should come: on its weekdays, never on a bank holiday, of a kind and code we know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interfaces.watching import WHEN, at, expected
from piperoll.council.add_holiday import add_holiday
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.foundations.actors import Actor
from piperoll.interfaces.alerts import standing
from piperoll.interfaces.expect_file import NotAWorkingDay, NothingLikeThat
from the_day import MONDAY


def test_nothing_is_late_on_a_holiday_or_a_day_it_does_not_come_on(manager: Actor) -> None:
    add_holiday(day=MONDAY, name="Founders’ Day", by=manager, **WHEN)
    expected(manager, weekdays=(1, 3))
    assert standing(at(MONDAY, 23)) == []
    assert standing(at(MONDAY + timedelta(days=1), 23)) == []
    assert len(standing(at(MONDAY + timedelta(days=2), 10))) == 1
    expected(manager, weekdays=(), valid_from=MONDAY + timedelta(days=1))
    assert standing(at(MONDAY + timedelta(days=9), 10)) == []


def test_what_is_expected_is_something_we_know(manager: Actor) -> None:
    with pytest.raises(NothingLikeThat, match="statement, feeder, payments, reports"):
        expected(manager, "fax")
    with pytest.raises(NoSuchService):
        expected(manager, "feeder", "HATS")
    with pytest.raises(NotAWorkingDay):
        expected(manager, weekdays=(6,))
