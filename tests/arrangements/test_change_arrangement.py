"""A changed arrangement: the old one ends as the new one begins, within the same limits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from arrangements.arranging import FIRST, agrees, friday, stands, weekly
from crediting import somebody
from piperoll.arrangements.agree_arrangement import ArrangementAsked
from piperoll.arrangements.change_arrangement import change_arrangement
from piperoll.arrangements.ending import EndedAlready
from piperoll.arrangements.models import LiveDebt
from piperoll.arrangements.standing import NoSuchArrangement
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from recovery.reminding import now, pays
from refunds.refunding import approves, the_books_agree

LATER = FIRST + timedelta(3)


def changes(arrangement: int | None, pence: int = 10_00, by: str = "officer") -> ArrangementAsked:
    """They can pay less from the next Friday on."""
    plan = weekly(pence, first_on=friday(1))
    return change_arrangement(arrangement=arrangement or 0, plan=plan, why="Rent went up", **now(somebody(by), LATER))


def test_what_is_still_open_is_planned_afresh(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    old = agrees(ada, weekly(20_00))
    pays(tmp_path, morag, ada, "65.00", FIRST)
    new = changes(old.arrangement)
    assert (new.pence, new.payments, stands(old.arrangement, LATER).state) == (25_00, 3, "changed")
    shown = stands(new.arrangement, LATER)
    assert (shown.replaces_id, shown.state, LiveDebt.objects.count()) == (old.arrangement, "kept", 1)
    with pytest.raises(EndedAlready):
        changes(old.arrangement)
    the_books_agree()


def test_beyond_a_limit_the_old_one_goes_on_until_somebody_decides(ada: Customer) -> None:
    old = agrees(ada, weekly(20_00))
    asked = changes(old.arrangement, 2_00)
    assert (asked.state, stands(old.arrangement, LATER).state) == ("waiting", "kept")
    approves(asked.request, somebody("senior"), on=LATER)
    assert stands(old.arrangement, LATER).state == "changed"


def test_who_may_and_of_what(ada: Customer) -> None:
    with pytest.raises(NoSuchArrangement):
        changes(10**9)
    with pytest.raises(NotPermitted):
        changes(agrees(ada).arrangement, by="auditor")
