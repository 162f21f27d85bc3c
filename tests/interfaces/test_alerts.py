"""Files watched: late by the hour until they come, refused offers kept, and what ends an alert."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest

from interfaces.watching import at, expected, kinds, only
from piperoll.commands import alerts as alerts_command
from piperoll.formats.refusals import FileEmpty
from piperoll.foundations.actors import Actor
from piperoll.interfaces.acknowledge_alert import acknowledge_alert
from piperoll.interfaces.alerts import standing
from piperoll.receipting.rules import DoesNotFollow
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement


def test_a_statement_is_late_from_its_hour_until_one_comes(tmp_path: Path, manager: Actor) -> None:
    expected(manager)
    assert standing(at(MONDAY, 9, 29)) == []
    assert kinds(at(MONDAY, 9, 30)) == [("late", "Bank statement MAIN")]
    assert "for 2 working days" in only(at(MONDAY + timedelta(days=1), 12)).told
    bank(tmp_path, manager, statement(paid("1.00", "X")))
    assert standing(at(MONDAY, 23)) == []
    tuesday = at(MONDAY + timedelta(days=1), 10)
    late = only(tuesday)
    acknowledge_alert(key=late.key, reason="The bank is down till noon", on=MONDAY, at=tuesday, by=manager)
    assert standing(tuesday) == []
    assert kinds(at(MONDAY + timedelta(days=2), 10)) == [("late", "Bank statement MAIN")]


def test_a_service_s_file_is_late_until_that_service_is_billed(tmp_path: Path, manager: Actor) -> None:
    expected(manager, "feeder", "TRADE")
    expected(manager, "feeder", "LIC")
    expected(manager, "reports", "")
    bill(tmp_path, manager, charge("A1", "10.00"))
    assert sorted(name for _, name in kinds(at(MONDAY, 10))) == ["Bacs reports", "Feeder file LIC"]


def test_empty_and_out_of_sequence_end_when_the_file_is_taken_in_after_all(tmp_path: Path, manager: Actor) -> None:
    bank(tmp_path, manager, statement(paid("1.00", "X")))
    after = statement(paid("2.00", "Z"), opening="1003.00", on=MONDAY)
    with pytest.raises(DoesNotFollow):
        bank(tmp_path, manager, after, name="after.xml")
    with pytest.raises(FileEmpty):
        bank(tmp_path, manager, b"", name="none.xml")
    assert kinds(MORNING) == [("out_of_sequence", "after.xml"), ("empty", "none.xml")]
    bank(tmp_path, manager, statement(paid("2.00", "Y"), opening="1001.00"), name="between.xml")
    bank(tmp_path, manager, after, name="after.xml")
    assert kinds(MORNING) == [("empty", "none.xml")]


def test_the_command_ends_with_one_while_any_stands(tmp_path: Path, manager: Actor) -> None:
    assert alerts_command.run(Namespace(at=MORNING, by=manager)).exit_code == 0
    expected(manager)
    told = alerts_command.run(Namespace(at=at(MONDAY, 10), by=manager))
    assert told.exit_code == 1
    assert "Ask the bank for the statement" in told.text
