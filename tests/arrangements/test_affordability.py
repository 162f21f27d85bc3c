"""What a household can afford: exact to the penny, rounded down once, shared by what each is owed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from piperoll.arrangements.affordability import (
    PER_MONTH,
    Amount,
    Over,
    People,
    Trigger,
    months_to_clear,
    share,
    work_out,
)


@pytest.mark.parametrize(
    ("left", "declared", "savings", "available"),
    [(100_00, None, 10_00, 90_00), (250_00, None, 20_00, 230_00), (-5_00, None, 0, 0), (100_00, 4_00, 4_00, 96_00),
     (100_00, 50_00, 10_00, 90_00), (9, None, 0, 9)],
)  # fmt: skip
def test_a_tenth_at_most_twenty_pounds_is_put_aside(
    left: int, declared: int | None, savings: int, available: int
) -> None:
    lines = {"earnings": Amount(1000_00), "home": Amount(1000_00 - left)}
    found = work_out(lines, People(), {}, savings_pence=declared)
    assert (found.left_pence, found.savings_pence, found.available_pence) == (left, savings, available)


def test_every_rhythm_is_brought_to_a_month_exactly() -> None:
    assert [Amount(120, every).monthly for every in PER_MONTH] == [520, 260, 130, 120, 40, 10]
    assert Amount(100, "weekly").monthly == Fraction(1300, 3)
    three = work_out({"earnings": Amount(100, "weekly"), "food": Amount(33, "weekly")}, People(), {})
    assert (three.left_pence, three.savings_pence, three.available_pence) == (290, 29, 261)


def test_what_is_available_is_shared_by_what_is_owed() -> None:
    assert share(90_00, [300_00, 200_00, 100_00]) == [45_00, 30_00, 15_00]
    assert share(10_00, [100_00, 100_00, 100_00]) == [3_34, 3_33, 3_33], "the spare penny to the first of the largest"
    assert share(2_00, [300_00, 200_00, 50]) == [1_00, 1_00, 50], "a token where there is less than a pound for each"
    assert share(500_00, [30_00, 20_00]) == [30_00, 20_00], "never more than is owed"
    assert (share(50_00, []), share(0, [0])) == ([], [0])
    assert sum(share(77_77, [1_23, 4_56_00, 78_90])) == 77_77
    assert (months_to_clear(300_00, 45_00), months_to_clear(5_00, 0)) == (7, None)


def test_a_cost_over_its_figure_wants_an_explanation() -> None:
    food = Trigger(240_00, 160_00, 70_00, 110_00, 5_00)
    family = People(adults=2, under_14=1, from_14=1, vehicles=1)
    assert food.limit(family) == 585_00
    lines = {"earnings": Amount(2000_00), "food": Amount(135_01, "weekly")}
    assert work_out(lines, family, {"food": food}).over == [Over("food", 585_04, 585_00)]
    assert work_out(lines, People(2, 2, 1), {"food": food}).over == []
