"""The record of a year's matching, against a slow look at each receipt."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.council.figures import NoFigureHolds
from piperoll.council.models import DatedFigure
from piperoll.foundations.actors import Actor
from piperoll.receipting import queries
from piperoll.receipting.accept_candidate import accept_candidate
from piperoll.receipting.measure_matching import certain_now, measure_matching
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receipting.undo_placement import undo_placement
from receipting.desk_day import newest, receipts, suggestions
from the_day import ask


def test_each_decision_counts_for_what_it_turned_out_to_be(manager: Actor, tmp_path: Path) -> None:
    now = suggestions(tmp_path, manager, many=6)
    right, other_sum, other_customer, undone, waits, _ = receipts()
    accept_candidate(match=newest(right).id, candidate=0, **now)
    offered = newest(other_sum).candidates[0]
    ((item, pence),) = offered["allocations"]
    place_receipt(
        receipt=other_sum, customer=offered["customer"], allocations={item: pence - 100}, unapplied_pence=100, **now
    )
    wrong = newest(other_customer).candidates[0]["customer"] + 1
    place_receipt(receipt=other_customer, customer=wrong, allocations={}, unapplied_pence=2200, **now)
    accept_candidate(match=newest(undone).id, candidate=0, **now)
    (placed,) = queries.placements(undone)
    undo_placement(placement=placed.id, reason="not hers", **now)
    found = measure_matching(**now)
    assert (found.suggested, found.suggested_right, found.customer_right) == (4, 1, 2)
    assert (found.receipts, found.by_engine, found.taken_back) == (6, 0, 0)
    assert found.waiting == sum(queries.receipt(receipt).open_pence > 0 for receipt in (undone, waits, receipts()[5]))
    assert found.middle_days == 0
    assert found.certain is None
    assert (certain_now().decided, certain_now().wrong) == (4, 3)


def test_what_the_engine_placed_and_somebody_took_back_is_found_wrong(manager: Actor, tmp_path: Path) -> None:
    from piperoll.receipting.allocate_receipts import allocate_receipts
    from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement

    now = {"on": MONDAY, "at": MORNING, "by": manager}
    bill(
        tmp_path, manager, charge("A", "10.00"), charge("B", "11.00", name="Ada Lovegrove", address_1="2 Vinegar Lane")
    )
    numbers = [row.number for row in ask("SELECT number FROM billing_invoice ORDER BY id")]
    bank(tmp_path, manager, statement(paid("10.00", numbers[0]), paid("11.00", numbers[1])))
    allocate_receipts(**now)
    (placed, _) = (row.id for row in ask("SELECT id FROM receipting_placement ORDER BY id"))
    undo_placement(placement=placed, reason="the other Pickle", **now)
    found = measure_matching(**now)
    assert (found.receipts, found.by_engine, found.taken_back, found.waiting) == (2, 2, 1, 1)
    a_year_on = measure_matching(**now | {"on": MONDAY + timedelta(days=366)})
    assert (a_year_on.receipts, a_year_on.middle_days) == (0, None)


def test_it_is_not_guessed_how_many_may_be_wrong(manager: Actor, tmp_path: Path) -> None:
    now = suggestions(tmp_path, manager, many=1)
    DatedFigure.objects.filter(name="certain_wrong_per_thousand").delete()
    with pytest.raises(NoFigureHolds):
        measure_matching(**now)
