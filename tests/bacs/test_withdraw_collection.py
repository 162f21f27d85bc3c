"""A released run that never reached Bacs is taken back whole, and chosen again; one that Bacs has is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import DUE_ON, INPUT_ON, a_payer, at, choose, lodge, release, tell, write
from piperoll.bacs.withdraw_collection import (
    NotReleasedYet,
    WithBacsAlready,
    Withdrawn,
    WithdrawnAlready,
    withdraw_collection,
)  # fmt: skip
from piperoll.bacs.write_bacs_file import NothingToFile
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books


def withdraw(collection_run: int, by: Actor, on: date = INPUT_ON) -> Withdrawn:
    return withdraw_collection(collection_run=collection_run, reason="Not sent in time", on=on, at=at(on), by=by)


def test_what_never_reached_bacs_is_owed_again_and_may_be_chosen_again(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    a_payer(tmp_path, olive, "10.00")
    lodge(olive)
    tell(olive)
    run = choose(olive).collection_run or 0
    with pytest.raises(NotReleasedYet):
        withdraw(run, oscar)
    release(run, oscar)
    assert withdraw(run, oscar, on=DUE_ON).pence == 10_00
    with pytest.raises(WithdrawnAlready):
        withdraw(run, oscar, on=DUE_ON)
    assert check_books().agrees
    again = choose(olive, date(2026, 12, 24), on=date(2026, 12, 22))
    assert again.collections == 1
    release(again, oscar, on=date(2026, 12, 22))
    write(oscar, again.collection_run or 0, on=date(2026, 12, 22))
    with pytest.raises(WithBacsAlready, match="on 23 December 2026"):
        withdraw(again.collection_run or 0, oscar, on=date(2026, 12, 24))
    assert check_books().agrees


def test_what_was_withdrawn_before_it_was_filed_goes_into_no_file(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    """It is owed again: in a file as well it would be collected twice."""
    a_payer(tmp_path, olive, "10.00")
    lodge(olive)
    tell(olive)
    run = choose(olive).collection_run or 0
    release(run, oscar)
    withdraw(run, oscar)
    with pytest.raises(NothingToFile):
        write(oscar)
    with pytest.raises(NothingToFile):
        write(oscar, run)
    again = choose(olive).collection_run or 0
    release(again, oscar)
    assert write(oscar).debit_pence == 10_00
