"""A hold is released with a reason, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from piperoll.foundations.actors import Actor
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.release_hold import HoldOver, NoSuchHold, release_hold
from safeguards.people import hold, somebody
from the_day import MONDAY, MORNING


def test_released_it_holds_no_more(manager: Actor) -> None:
    customer = somebody(manager)
    number = hold(manager, customer)
    then = MONDAY + timedelta(days=3)
    release_hold(hold=number, reason="The visits were made after all", on=then, at=MORNING, by=manager)
    assert may_i("send_reminder", customer, then).allowed
    assert not may_i("send_reminder", customer, MONDAY).allowed
    with pytest.raises(HoldOver):
        release_hold(hold=number, reason="Again", on=then, at=MORNING, by=manager)


def test_one_that_is_over_or_never_was(manager: Actor) -> None:
    number = hold(manager, somebody(manager), days=2)
    with pytest.raises(HoldOver):
        release_hold(hold=number, reason="Late", on=MONDAY + timedelta(days=3), at=MORNING, by=manager)
    with pytest.raises(NoSuchHold):
        release_hold(hold=404, reason="x", on=MONDAY, at=MORNING, by=manager)
