"""A body's whole name is rarer among strangers than among our customers, as far as the council's own names tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matching.anytown import firm, owes, pays, person, town
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.candidates import options
from piperoll.receipting.matching.case import Case
from piperoll.receipting.matching.evidence import Kind
from piperoll.receipting.matching.facts import Debtor
from piperoll.receipting.matching.rarity import expected_bearers, names_borne

NAMES = {1: 1000, 2: 300, 3: 150, 4: 80}
COUPLE = Debtor("C4", "C4", "A & B HERON", "joint")


def test_a_name_met_once_is_rarer_and_one_met_often_is_as_common_as_it_looks() -> None:
    assert [round(expected_bearers(many, NAMES), 2) for many in (1, 2, 3, 4)] == [0.6, 1.5, 2.2, 4]


def test_too_few_names_tell_nothing() -> None:
    assert expected_bearers(1, {1: 99, 2: 10}) == 1


@given(st.integers(1, 6), st.dictionaries(st.integers(1, 7), st.integers(0, 5_000)))
def test_it_is_never_commoner_than_counted_nor_much_rarer(many: int, names: dict[int, int]) -> None:
    assert many - 0.8 <= expected_bearers(many, names) <= many


def test_people_and_couples_are_not_counted_and_bodies_are_as_far_as_banks_show_them() -> None:
    debtors = [
        *(firm("C1", "Copper Kennels (Anytown) Ltd"), firm("C2", "COPPER  KENNELS (ANYTOWN) LLP")),
        *(firm("C3", "Orchard Tiling"), person("C5", "ANN", "HERON"), COUPLE),
    ]
    assert names_borne(debtors) == {1: 1, 2: 1}


def test_a_firms_own_name_says_more_than_a_persons_and_more_than_a_slip_of_it() -> None:
    firms = [firm(f"F{n}", f"{n} QUARRY GLAZING") for n in range(500)]
    one, ann = firm("C9", "COPPER KENNELS"), person("C8", "ANN", "HERON")
    book = town(*firms, one, ann, owes("C9", "INV000007", 4_500), owes("C8", "INV000008", 6_000))
    worth = [_name_bits(book, pence, name) for pence, name in ((4_500, "COPPER KENNELS"), (6_000, "ANN HERON"))]
    assert worth[0] > worth[1] > _name_bits(book, 4_500, "COPPER KENELS")


def _name_bits(book: Book, pence: int, name: str) -> float:
    (option,) = options(Case(pays(pence, name), book))
    return option.evidence[Kind.NAME].bits
