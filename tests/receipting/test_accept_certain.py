"""Suggestions that have proved themselves are accepted at once, and no others."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.council.models import DatedFigure
from piperoll.foundations.actors import Actor
from piperoll.receipting import desk, queries
from piperoll.receipting.accept_candidate import accept_candidate
from piperoll.receipting.accept_certain import NotAsSeen, NothingCertain, accept_certain, waiting_certain
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.measure_matching import certain_now, measure_matching
from piperoll.receipting.undo_placements import undo_placements
from piperoll.reconciliation.check_books import check_books
from receipting.desk_day import newest, receipts, suggestions
from the_day import bank, bill, charge, paid, statement


@pytest.fixture
def now(manager: Actor, tmp_path: Path) -> dict[str, Any]:
    """Five suggestions, two of them accepted by an officer, and a council content with so short a record."""
    now = suggestions(tmp_path, manager, many=5)
    DatedFigure.objects.filter(name="certain_wrong_per_thousand").update(value=Decimal(990))
    for receipt in receipts()[:2]:
        accept_candidate(match=newest(receipt).id, candidate=0, **now)
    measure_matching(**now)
    return now


def states() -> list[str]:
    return [queries.receipt(receipt).state for receipt in receipts()]


def test_all_that_is_certain_is_placed_and_undone_as_one(now: dict[str, Any]) -> None:
    assert [newest(receipt).outcome for receipt in receipts()] == ["allocated"] * 2 + ["suggested"] * 3
    done = accept_certain(seen=3, **now)
    assert (done.receipts, done.placed_pence, done.overtaken) == (3, 2200 + 2300 + 2400, 0)
    assert states() == ["placed"] * 5
    assert "accepted by Morag Munro with all others like it" in newest(receipts()[4]).reasons[-1]
    assert check_books().agrees
    undone = undo_placements(of_run=done.run, reason="a slip of the keys", **now)
    assert (undone.receipts, undone.pence) == (3, done.placed_pence)
    assert states() == ["placed"] * 2 + ["held"] * 3
    assert check_books().agrees


def test_what_the_payer_wrote_against_it_is_read_by_somebody_first(now: dict[str, Any], tmp_path: Path) -> None:
    """They quote a bill that is paid, and owe the same again for the same thing: a second payment, or the next bill."""
    who = {"name": "Wilma Wright", "address_1": "9 Vinegar Lane"}
    first = bill(tmp_path, now["by"], charge("E1", "70.00", **who), name="one.csv").first_number
    line = paid("70.00", f"W WRIGHT {first}", "W WRIGHT")
    bank(tmp_path, now["by"], statement(line, opening="1110.00"), name="one.xml")
    allocate_receipts(**now)
    bill(tmp_path, now["by"], charge("E2", "70.00", **who), name="two.csv")
    bank(tmp_path, now["by"], statement(line, opening="1180.00"), name="two.xml")
    allocate_receipts(**now)
    again = newest(receipts()[-1])
    assert (again.outcome, again.score) == ("suggested", 100)
    assert "second payment" in again.candidates[0]["doubts"][0]
    assert certain_now().score == 100
    assert receipts()[-1] not in {row.receipt_id for row in waiting_certain(certain_now(), by=now["by"], at=now["at"])}
    accept_candidate(match=again.id, candidate=0, **now)  # who has read it may


def test_nothing_is_accepted_when_it_is_not_what_was_shown(now: dict[str, Any]) -> None:
    with pytest.raises(NotAsSeen, match="3 suggestions would be accepted now, not the 2 you saw"):
        accept_certain(seen=2, **now)
    assert states()[2:] == ["suggested"] * 3


def test_what_somebody_has_before_them_is_left_to_them(now: dict[str, Any]) -> None:
    other = actor_of(User.objects.create(username="olive", name="Olive Otter", role="officer"))
    desk.sit_down(receipts()[3], by=other, at=now["at"] - timedelta(minutes=5))
    assert accept_certain(**now).receipts == 2
    assert states() == ["placed"] * 3 + ["suggested", "placed"]


def test_a_second_time_there_is_nothing_left(now: dict[str, Any]) -> None:
    accept_certain(**now)
    with pytest.raises(NothingCertain, match="none that waits has it") as refusal:
        accept_certain(**now)
    assert refusal.value.exit_code == 0


def test_before_anything_was_measured_nothing_is_certain(manager: Actor, tmp_path: Path) -> None:
    now = suggestions(tmp_path, manager, many=1)
    with pytest.raises(NothingCertain, match="takes 381 decisions that were right, and there are 0 of 0"):
        accept_certain(**now)
    assert states() == ["suggested"]
