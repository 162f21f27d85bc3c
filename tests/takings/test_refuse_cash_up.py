"""A count sent back: nothing posted, its takings free to be counted again."""

from __future__ import annotations

import pytest

from piperoll.foundations.actors import Actor
from piperoll.takings.authorise_cash_up import authorise_cash_up
from piperoll.takings.counting import CashUpEnded
from piperoll.takings.refuse_cash_up import RefusedWithoutReason, refuse_cash_up
from takings_words import SHORT, counted, disagreeing, over_and_short
from the_day import MONDAY, MORNING


def test_a_count_sent_back_is_counted_again(manager: Actor, other: Actor, till: None) -> None:
    first = counted(manager, SHORT, reason="Wrong change")
    with pytest.raises(RefusedWithoutReason):
        refuse_cash_up(cash_up=first.cash_up, reason=" ", on=MONDAY, at=MORNING, by=other)
    refuse_cash_up(cash_up=first.cash_up, reason="Look under the tray", on=MONDAY, at=MORNING, by=other)
    with pytest.raises(CashUpEnded):
        authorise_cash_up(cash_up=first.cash_up, on=MONDAY, at=MORNING, by=other)
    assert counted(manager).banking
    assert (over_and_short(), disagreeing()) == (0, [])
