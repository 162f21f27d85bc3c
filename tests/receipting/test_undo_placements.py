"""Everything a run placed is taken back at once, whatever of it still stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting import queries
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.undo_placement import undo_placement
from piperoll.receipting.undo_placements import AllUndone, PlacedNothing, undo_placements
from piperoll.receipting.undoing import NoReasonToUndo
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement


@pytest.fixture
def morning(manager: Actor, tmp_path: Path) -> dict[str, Any]:
    """Five bills of one customer in three instalments each, paid and placed by the engine, two by one transfer."""
    bill(tmp_path, manager, *(charge(f"U{n}", "60.00", instalments="3") for n in range(5)))
    numbers = [row.number for row in ask("SELECT number FROM billing_invoice ORDER BY id")]
    lines = [paid("60.00", number, account="20000012345678") for number in numbers[:3]]
    bank(tmp_path, manager, statement(*lines, paid("120.00", f"{numbers[3]} {numbers[4]}")))
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    assert allocate_receipts(**now).allocated == 4
    return now


def run_of(verb: str) -> int:
    return int(ask("SELECT max(id) AS id FROM runs_run WHERE verb = %(verb)s", verb=verb)[0].id)


def test_all_of_it_is_in_suspense_and_owed_again(morning: dict[str, Any]) -> None:
    undone = undo_placements(of_run=run_of("allocate_receipts"), reason="last week’s file", **morning)
    assert (undone.placements, undone.receipts, undone.pence, undone.allocations) == (4, 4, 30000, 15)
    owed = queries.owed(ask("SELECT id FROM customers_customer")[0].id)
    assert [row.open_pence for row in owed] == [2000] * 15
    assert not ask("SELECT FROM customers_payeraccount")
    assert {row.state for row in ask("SELECT state FROM receipting_suspense")} == {"held"}
    assert allocate_receipts(**morning).looked_at == 0
    assert check_books().agrees


def test_what_was_undone_before_is_let_be(morning: dict[str, Any]) -> None:
    first = ask("SELECT id FROM receipting_placement ORDER BY id")[0].id
    undo_placement(placement=first, reason="this one first", **morning)
    undone = undo_placements(of_run=run_of("allocate_receipts"), reason="and all the rest", **morning)
    assert (undone.placements, undone.pence) == (3, 24000)
    with pytest.raises(AllUndone) as refusal:
        undo_placements(of_run=run_of("allocate_receipts"), reason="again", **morning)
    assert refusal.value.exit_code == 0
    assert check_books().agrees


def test_a_run_that_placed_nothing_is_refused(morning: dict[str, Any]) -> None:
    for run in (run_of("import_statement"), 999_999):
        with pytest.raises(PlacedNothing):
            undo_placements(of_run=run, reason="?", **morning)


def test_not_without_a_reason(morning: dict[str, Any]) -> None:
    with pytest.raises(NoReasonToUndo):
        undo_placements(of_run=run_of("allocate_receipts"), reason=" ", **morning)
    assert {row.state for row in ask("SELECT state FROM receipting_suspense")} == {"placed"}
