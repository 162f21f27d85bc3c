"""A suspended mandate collects nothing, and its bank hears nothing of it."""

from __future__ import annotations

import pytest

from customers.somebody import ada
from direct_debit.paying import a_mandate, an_active_one, codes
from piperoll.direct_debit.deeds import DoneAlready, NotInThatState
from piperoll.direct_debit.models import Standing
from piperoll.direct_debit.suspend_mandate import suspend_mandate
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING


def test_it_waits_and_stands_suspended_once(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    suspend_mandate(mandate=mandate.pk, reason="Disputes the bill", on=MONDAY, at=MORNING, by=officer)
    assert Standing.objects.get().state == "suspended"
    assert codes(mandate.pk) == [("0N", "filed")]
    with pytest.raises(DoneAlready):
        suspend_mandate(mandate=mandate.pk, reason="Again", on=MONDAY, at=MORNING, by=officer)


def test_one_not_lodged_yet_is_cancelled_instead(officer: Actor) -> None:
    made = a_mandate(officer, ada(officer).pk)
    with pytest.raises(NotInThatState):
        suspend_mandate(mandate=made.mandate, reason="Wait", on=MONDAY, at=MORNING, by=officer)
