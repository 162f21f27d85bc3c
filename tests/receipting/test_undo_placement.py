"""A placement taken back: the money in suspense again, what it paid owed again, nothing erased."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting import queries
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receipting.undo_placement import AlreadyUndone, NoSuchPlacement, undo_placement
from piperoll.receipting.undoing import NoReasonToUndo
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement


@pytest.fixture
def now(manager: Actor, tmp_path: Path) -> dict[str, Any]:
    """£100 placed on Ada's account by hand: £30 of it pays one and a half instalments, £10 is kept."""
    bill(tmp_path, manager, charge("X2", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane", instalments="3"))
    bank(tmp_path, manager, statement(paid("100.00", "?", payer="SOMEBODY", account="20000012345678")))
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    first, second, _ = (row.id for row in queries.owed(ada()))
    place_receipt(
        receipt=receipt(), customer=ada(), allocations={first: 2000, second: 1000}, unapplied_pence=1000, **now
    )
    return now


def ada() -> int:
    return int(ask("SELECT id FROM customers_customer")[0].id)


def receipt() -> int:
    return int(ask("SELECT id FROM receipting_receipt")[0].id)


def placement() -> int:
    return int(ask("SELECT id FROM receipting_placement WHERE undoes_id IS NULL")[0].id)


def test_all_is_owed_again_all_is_in_suspense_and_the_engine_leaves_it(now: dict[str, Any]) -> None:
    undone = undo_placement(placement=placement(), reason=" wrong Ada ", **now)
    assert (undone.back_in_suspense_pence, undone.allocations_undone) == (4000, 2)
    assert [row.open_pence for row in queries.owed(ada())] == [2000, 2000, 2000]
    shown = queries.receipt(receipt())
    assert (shown.open_pence, shown.state, shown.reason) == (10000, "held", "Undone by Morag Munro: wrong Ada")
    assert allocate_receipts(**now).looked_at == 0
    assert check_books().agrees


def test_nothing_is_erased_every_step_stays_on_the_record(now: dict[str, Any]) -> None:
    before = [row.id for row in ask("SELECT id FROM receivables_allocation ORDER BY id")]
    undo_placement(placement=placement(), reason="wrong Ada", **now)
    after = ask("SELECT id, amount_pence, undoes_id FROM receivables_allocation ORDER BY id")
    assert [row.id for row in after][: len(before)] == before
    assert sorted(row.undoes_id for row in after if row.undoes_id) == before
    assert [row.outcome for row in queries.matches(receipt())] == ["undone", "allocated"]
    (row,) = queries.placements(receipt())
    assert row.is_undone


def test_the_payers_account_is_forgotten_again(now: dict[str, Any]) -> None:
    assert ask("SELECT FROM customers_payeraccount")
    undo_placement(placement=placement(), reason="wrong Ada", **now)
    assert not ask("SELECT FROM customers_payeraccount")


def test_twice_is_well_and_changes_nothing(now: dict[str, Any]) -> None:
    undo_placement(placement=placement(), reason="wrong Ada", **now)
    with pytest.raises(AlreadyUndone) as refusal:
        undo_placement(placement=placement(), reason="wrong Ada", **now)
    assert refusal.value.exit_code == 0
    assert queries.receipt(receipt()).open_pence == 10000
    assert check_books().agrees


def test_an_undoing_cannot_be_undone_nor_what_never_was(now: dict[str, Any]) -> None:
    undo_placement(placement=placement(), reason="wrong Ada", **now)
    (back,) = ask("SELECT id FROM receipting_placement WHERE undoes_id IS NOT NULL")
    for none in (back.id, 999_999):
        with pytest.raises(NoSuchPlacement):
            undo_placement(placement=none, reason="wrong Ada", **now)


def test_it_can_be_placed_right_and_undone_again(now: dict[str, Any]) -> None:
    undo_placement(placement=placement(), reason="wrong Ada", **now)
    place_receipt(receipt=receipt(), customer=ada(), allocations={}, unapplied_pence=10000, **now)
    (second,) = (row.id for row in queries.placements(receipt()) if not row.is_undone)
    undo_placement(placement=second, reason="wrong Ada", **now)
    assert queries.receipt(receipt()).open_pence == 10000
    assert check_books().agrees


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_is_not_done_without_a_reason(now: dict[str, Any], reason: str) -> None:
    before = queries.receipt(receipt()).open_pence
    with pytest.raises(NoReasonToUndo):
        undo_placement(placement=placement(), reason=reason, **now)
    assert queries.receipt(receipt()).open_pence == before
