"""Accounts go to another by hand and stay there, one or a whole caseload; the rules can have them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.caring import listed, owner, worked_out
from crediting import somebody
from piperoll.cases import queries
from piperoll.cases.reassign_debts import NothingToGive, WhoseToGive, reassign_debts
from piperoll.foundations.actors import Actor, NotPermitted
from recovery.reminding import CARE, after, now, owing


def test_one_account_given_by_hand_stays_given(morag: Actor, tmp_path: Path) -> None:
    dan, ada = owing(tmp_path, morag, "Dan Dale", "90.00"), owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    worked_out(after(7))
    stella = somebody("senior")
    done = reassign_debts(owner="bea", customers=[dan.reference], reason="She knows him", **now(stella, after(7)))
    assert (done.accounts, done.owner) == (1, "Bea")
    assert (owner(dan), owner(ada)) == ("Bea", "Care debts"), "at once, and nobody else's"
    worked_out(after(8))
    assert owner(dan) == "Bea", "the rules do not take it back"
    (given,) = queries.given(dan.pk, most=9)
    assert (given.owner, given.reason) == ("Bea", "She knows him")
    reassign_debts(owner="rules", customers=[dan.reference], reason="He moved", **now(stella, after(9)))
    assert owner(dan) == "All other debts"


def test_a_whole_caseload_goes_at_once(morag: Actor, tmp_path: Path) -> None:
    people = [owing(tmp_path, morag, f"Zoe {'Q' * n}", "1500.00") for n in (1, 2, 3)]
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    worked_out(after(7))
    done = reassign_debts(owner="CARE", of="bo", reason="Bo has left", **now(somebody("senior"), after(7)))
    assert done.accounts == 3
    assert {owner(one) for one in people} == {"Care debts"}
    assert owner(dan) == "All other debts"
    assert len(listed("cass", after(7))) == 3
    with pytest.raises(NothingToGive):
        reassign_debts(owner="CARE", of="bo", reason="Again", **now(somebody("senior"), after(7)))


def test_whose_must_be_said_and_by_whom_it_may(morag: Actor) -> None:
    stella = now(somebody("senior"), after(1))
    with pytest.raises(WhoseToGive):
        reassign_debts(owner="bo", reason="Why not", **stella)
    with pytest.raises(WhoseToGive):
        reassign_debts(owner="bo", of="bea", customers=["C000000198"], reason="Both", **stella)
    with pytest.raises(NotPermitted):
        reassign_debts(owner="bo", of="bea", reason="I like it", **now(somebody("officer"), after(1)))
