"""Cash over the counter, counted against what was receipted; a difference stands only when somebody else lets it."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.takings import queries
from piperoll.takings.authorise_cash_up import authorise_cash_up
from piperoll.takings.cash_up import BadCount, NothingAtTill
from piperoll.takings.models import Banking, CashUp
from piperoll.takings.paying_in import SlipBanked
from takings_words import SHORT, counted, disagreeing
from the_day import MONDAY, MORNING, ask, bank, paid, statement


def test_a_till_that_agrees_is_paid_in_at_once_and_the_bank_clears_it(
    manager: Actor, till: None, tmp_path: Path
) -> None:
    assert [(row.till, row.takings, row.pence) for row in queries.tills()] == [
        ("HALL-1", 3, 51_50),
        ("HALL-2", 1, 5_00),
    ]
    done = counted(manager)
    assert (done.takings, done.taken_pence, done.counted_pence, done.difference_pence) == (3, 51_50, 51_50, 0)
    assert Banking.objects.get(pk=done.banking).takings == 3
    assert [row.till for row in queries.tills()] == ["HALL-2"]
    bank(tmp_path, manager, statement(paid("51.50", "CASH 600017")))
    assert allocate_receipts(on=MONDAY, at=MORNING, by=manager).expected == 1
    assert {row.code: row.pence for row in queries.holding()}["CASH"] == 5_00
    assert disagreeing() == []


def test_what_cannot_be_is_refused(manager: Actor, till: None) -> None:
    for wrong in ({3_00: 1}, {20_00: -1}, {}):
        with pytest.raises(BadCount):
            counted(manager, wrong)
    with pytest.raises(NothingAtTill):
        counted(manager, till="HALL-3")
    with pytest.raises(NothingAtTill):
        counted(manager, bank_account="CARE")
    counted(manager)
    with pytest.raises(SlipBanked):
        counted(manager)
    assert CashUp.objects.count() == 1


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE takings_cashup SET counted = '{\"5000\": 1}'",
        "UPDATE takings_cashup SET taken_pence = taken_pence + 1",
        "DELETE FROM takings_cashuptaking",
        "UPDATE takings_cashupend SET difference_pence = -99",
    ],
)
def test_whoever_goes_behind_the_books_back_is_noticed(
    manager: Actor, other: Actor, till: None, as_superuser: psycopg.Connection, altered: str
) -> None:
    authorise_cash_up(cash_up=counted(manager, SHORT, reason="?").cash_up, on=MONDAY, at=MORNING, by=other)
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(altered)
    assert "Cash over and short" in disagreeing()


def test_the_database_holds_to_two_people(manager: Actor, till: None, as_superuser: psycopg.Connection) -> None:
    done = counted(manager, SHORT, reason="?")
    with pytest.raises(psycopg.errors.CheckViolation):
        as_superuser.execute(
            "INSERT INTO takings_cashupend (cash_up_id, difference_pence, counted_by_id, ended_by_id, reason, run_id)"
            " SELECT id, -100, counted_by_id, counted_by_id, '', run_id FROM takings_cashup"
        )
    assert ask("SELECT count(*) AS many FROM takings_cashupend")[0].many == 0
    assert done.banking is None
