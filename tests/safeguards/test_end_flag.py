"""A flag ends with a reason; what it meant until then stays true of those days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from piperoll.foundations.actors import Actor
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.end_flag import FlagEndedAlready, NoSuchFlagRaised, end_flag
from piperoll.safeguards.words import WordsMissing
from safeguards.people import flag, somebody
from the_day import MONDAY, MORNING

LATER = MONDAY + timedelta(days=10)


def test_an_ended_flag_binds_no_more_and_still_did(manager: Actor) -> None:
    customer = somebody(manager)
    number = flag(manager, customer, "insolvent")
    ended = end_flag(flag=number, reason="Annulled by the court", on=LATER, at=MORNING, by=manager)
    assert ended.last_day == LATER - timedelta(days=1)
    assert may_i("collect", customer, LATER).allowed
    assert not may_i("collect", customer, ended.last_day).allowed
    assert flag(manager, customer, "insolvent", on=LATER) != number, "it may be raised again"


def test_one_raised_by_mistake_never_held(manager: Actor) -> None:
    customer = somebody(manager)
    number = flag(manager, customer, "deceased")
    end_flag(flag=number, reason="It was her sister", on=MONDAY, at=MORNING, by=manager)
    assert may_i("bill", customer, MONDAY).allowed


def test_ending_twice_or_without_a_reason_or_what_is_not_there(manager: Actor) -> None:
    number = flag(manager, somebody(manager), "gone_away")
    with pytest.raises(WordsMissing):
        end_flag(flag=number, reason=" ", on=LATER, at=MORNING, by=manager)
    end_flag(flag=number, reason="Found at a new address", on=LATER, at=MORNING, by=manager)
    with pytest.raises(FlagEndedAlready):
        end_flag(flag=number, reason="Again", on=LATER, at=MORNING, by=manager)
    with pytest.raises(NoSuchFlagRaised):
        end_flag(flag=404, reason="x", on=LATER, at=MORNING, by=manager)
