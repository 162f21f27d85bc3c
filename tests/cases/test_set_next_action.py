"""What somebody sets as next goes before the ladder's own step; a promised call stands first; done, the ladder says."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from cases.caring import listed, owner, worked_out
from crediting import somebody
from piperoll.cases import queries
from piperoll.cases.set_next_action import HourOfACallback, NoSuchAction, WhenIsItNext, set_next_action
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from recovery.reminding import CARE, after, now, owing, pays


def test_a_promised_call_stands_first_and_is_done_with(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    owing(tmp_path, morag, "Eve Esk", "600.00", **CARE)
    worked_out(after(14))
    assert listed("cass", after(14)) == ["Eve Esk: remind", "Ada Lovegrove: remind"]
    _next(ada, "callback", after(15), after(14), due_time=time(15), note="After her shift")
    row = queries.stands(ada.pk)
    assert (row.action, row.due_on, row.due_time) == ("callback", after(15), time(15))
    assert row.reason.endswith("After her shift")
    assert listed("cass", after(14)) == ["Eve Esk: remind"], "not before its day"
    assert listed("cass", after(15)) == ["Ada Lovegrove: callback", "Eve Esk: remind"]
    worked_out(after(15))
    assert queries.stands(ada.pk).action == "callback", "the night does not forget it"
    _next(ada, "", None, after(15))
    assert listed("cass", after(15)) == ["Eve Esk: remind", "Ada Lovegrove: remind"]


def test_it_stands_though_nothing_is_overdue(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    pays(tmp_path, morag, dan, "90.00", after(0))
    _next(dan, "write", after(5), after(1), note="Confirm in writing")
    assert owner(dan) == "All other debts"
    worked_out(after(5))
    assert listed("bo", after(5)) == ["Dan Dale: write"]
    _next(dan, "", None, after(5))
    assert owner(dan) == "on no list"


def test_what_makes_no_sense_is_refused(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    with pytest.raises(NoSuchAction):
        _next(dan, "wait", after(5), after(1))
    for wrong in (None, after(0), after(1) + timedelta(days=93)):
        with pytest.raises(WhenIsItNext):
            _next(dan, "review", wrong, after(1))
    with pytest.raises(HourOfACallback):
        _next(dan, "review", after(2), after(1), due_time=time(9))


def _next(
    whose: Customer, action: str, due_on: date | None, on: date, *, due_time: time | None = None, note: str = ""
) -> None:
    set_next_action(
        customer=whose.reference, action=action, due_on=due_on, due_time=due_time, note=note,
        **now(somebody("collections"), on),
    )  # fmt: skip
