"""A difference in a till stands only when somebody other than the counter lets it."""

from __future__ import annotations

import pytest

from piperoll.foundations.actors import Actor
from piperoll.takings import queries
from piperoll.takings.authorise_cash_up import authorise_cash_up
from piperoll.takings.cash_up import DifferenceUnexplained
from piperoll.takings.counting import CashUpEnded, NoSuchCashUp, OwnCount
from piperoll.takings.models import Banking
from takings_words import RIGHT, SHORT, counted, disagreeing, over_and_short
from the_day import MONDAY, MORNING


def test_a_difference_waits_with_its_reason_for_somebody_else(manager: Actor, other: Actor, till: None) -> None:
    with pytest.raises(DifferenceUnexplained) as refusal:
        counted(manager, SHORT)
    assert "£50.50 was counted, but £51.50 was receipted: £1.00 short." in refusal.value.sentence
    done = counted(manager, SHORT, reason="Wrong change, we think")
    assert (done.banking, done.difference_pence) == (None, -1_00)
    (waits,) = queries.cash_ups()
    assert (waits.counted_by, waits.reason, waits.difference_pence) == ("Morag Munro", "Wrong change, we think", -1_00)
    assert [row.till for row in queries.tills()] == ["HALL-2"]
    with pytest.raises(OwnCount):
        authorise_cash_up(cash_up=done.cash_up, on=MONDAY, at=MORNING, by=manager)
    stood = authorise_cash_up(cash_up=done.cash_up, on=MONDAY, at=MORNING, by=other)
    assert (stood.counted_pence, stood.difference_pence, over_and_short()) == (50_50, -1_00, -1_00)
    assert Banking.objects.get(pk=stood.banking).amount_pence == 50_50
    with pytest.raises(CashUpEnded) as again:
        authorise_cash_up(cash_up=done.cash_up, on=MONDAY, at=MORNING, by=other)
    assert again.value.exit_code == 0
    assert disagreeing() == []


def test_too_much_is_posted_the_other_way(manager: Actor, other: Actor, till: None) -> None:
    done = counted(manager, RIGHT | {5: 1}, reason="A coin too many")
    authorise_cash_up(cash_up=done.cash_up, on=MONDAY, at=MORNING, by=other)
    assert over_and_short() == 5
    assert disagreeing() == []


def test_there_must_be_such_a_count(manager: Actor) -> None:
    with pytest.raises(NoSuchCashUp):
        authorise_cash_up(cash_up=99, on=MONDAY, at=MORNING, by=manager)
