"""Which items make a sum: the quick way against the slow, obvious way."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.anytown import owes
from piperoll.receipting.matching.sums import MOST_ITEMS_SUMMED, Owed, sets_making


def owed(*pence: int) -> list[Owed]:
    first = date(2026, 1, 1)
    return [Owed(owes("C1", f"INV{n:06d}", p, due=first + timedelta(n)), p) for n, p in enumerate(pence)]


@given(st.lists(st.integers(1, 12), min_size=1, max_size=7), st.integers(1, 40))
@settings(max_examples=80)
def test_finds_every_different_set_once(pence: list[int], wanted: int) -> None:
    every = chain.from_iterable(combinations(pence, n) for n in range(1, len(pence) + 1))
    obvious = {tuple(sorted(chosen)) for chosen in every if sum(chosen) == wanted}
    found = [tuple(sorted(item.amount_pence for item in items)) for items, _ in sets_making(owed(*pence), wanted)]
    assert sorted(found) == sorted(obvious)


def test_of_items_alike_the_oldest_are_taken() -> None:
    ((items, _),) = sets_making(owed(7_410, 7_410, 7_410), 14_820)
    assert [item.reference for item in items] == ["INV000000", "INV000001"]


def test_the_more_ways_the_less_it_says() -> None:
    assert next(sets_making(owed(100, 250), 350))[1] < next(sets_making(owed(100, 250, 1, 2, 3, 4), 350))[1]


def test_items_alike_make_few_different_sums() -> None:
    (_, alike), *_ = sets_making(owed(100, 100, 100, 100), 300)
    (_, unlike), *_ = sets_making(owed(100, 120, 80, 170), 300)
    assert alike < unlike


def test_of_many_items_only_the_oldest_together_are_tried() -> None:
    many = owed(*range(10, 10 + 3 * MOST_ITEMS_SUMMED))
    assert [len(items) for items, _ in sets_making(many, 10 + 11 + 12)] == [3]
    assert not list(sets_making(many, 11 + 12))
