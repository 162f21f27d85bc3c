"""What a collection means to the room below: it is a use of the mandate, and what is presented again is not noticed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import DUE_ON, at, choose, collected, release, take_in, unpaid
from piperoll.bacs.models import Collection
from piperoll.direct_debit.dormant_mandates import NoneDormant, dormant_mandates
from piperoll.direct_debit.models import NoticedCollection, Standing
from piperoll.direct_debit.notify_collections import NothingToNotify, notify_collections
from piperoll.foundations.actors import Actor


def test_a_mandate_lapses_two_years_after_its_last_collection(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    collected(tmp_path, olive, oscar, "10.00")
    for day in (date(2028, 11, 24), date(2028, 12, 20)):
        with pytest.raises(NoneDormant):
            dormant_mandates(on=day, at=at(day), by=olive)
    lapses_on = DUE_ON.replace(year=2028)
    assert dormant_mandates(on=lapses_on, at=at(lapses_on), by=olive).mandates == 1
    assert Standing.objects.get().state == "dormant"


def test_what_is_presented_again_is_not_noticed_as_something_new(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    """It comes back for want of funds: no second notice while it may be asked for again, but a month later."""
    take_in(tmp_path, olive, unpaid((collected(tmp_path, olive, oscar, "10.00"), "0")))
    soon = date(2026, 12, 30)
    with pytest.raises(NothingToNotify):
        notify_collections(on=soon, at=at(soon), by=olive)
    chosen = choose(olive, date(2027, 1, 12), on=date(2027, 1, 8))
    release(chosen, oscar, on=date(2027, 1, 8))
    again = unpaid((Collection.objects.latest("id"), "0"), number="002", day=date(2027, 1, 11))
    take_in(tmp_path, olive, again, name="again.xml", on=date(2027, 1, 14))
    later = date(2027, 2, 1)
    assert notify_collections(on=later, at=at(later), by=olive).collections == 1
    assert NoticedCollection.objects.count() == 2
