"""From which score on suggestions are certain: agreed with a slow look at every score by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.receipting.certainty import Certain, certain_from, decisions_needed, worst_rate

HISTORIES = st.dictionaries(st.integers(0, 100), st.tuples(st.integers(1, 900), st.integers(0, 5)), max_size=8)


@given(HISTORIES, st.decimals("0.5", "50", places=1))
def test_the_lowest_score_whose_record_is_good_enough(made: dict[int, tuple[int, int]], allowed: Decimal) -> None:
    history = [(score, many, min(wrong, many)) for score, (many, wrong) in made.items()]

    def record(score: int) -> tuple[int, int]:
        above = [row for row in history if row[0] >= score]
        return sum(row[1] for row in above), sum(row[2] for row in above)

    fine = [score for score, _, _ in history if worst_rate(*record(score)) <= float(allowed) / 1000]
    found = certain_from(history, allowed)
    if fine:
        assert found == Certain(min(fine), *record(min(fine)))
    else:
        assert found == Certain(None, *record(-1))


@pytest.mark.parametrize(("allowed", "needed"), [("10", 381), ("1", 3838), ("0.05", 76829)])
def test_it_takes_so_many_decisions_and_not_one_fewer(allowed: str, needed: int) -> None:
    assert decisions_needed(Decimal(allowed)) == needed
    assert certain_from([(99, needed, 0)], Decimal(allowed)).score == 99
    assert certain_from([(99, needed - 1, 0)], Decimal(allowed)).score is None


def test_one_wrong_asks_for_more_than_none() -> None:
    assert worst_rate(0, 0) == 1.0
    assert worst_rate(400, 0) < worst_rate(400, 1) < worst_rate(400, 2)
