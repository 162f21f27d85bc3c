"""What evidence is worth: measured where it can be, and shown as officers read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.anytown import firm, owes, pays, person, town
from piperoll.receipting.matching.candidates import options
from piperoll.receipting.matching.case import Case
from piperoll.receipting.matching.evidence import WEIGHTS, Kind, score
from piperoll.receipting.matching.option import Option
from piperoll.receipting.matching.references import Trust


def only_option(case: Case) -> Option:
    (option,) = options(case)
    return option


def bits(kind: Kind, *, pence: int, others: int) -> float:
    namesakes = [person(f"C{n}", "PETER", "HARGREAVES") for n in range(others)]
    book = town(person("C9", "PRIYA", "HARGREAVES"), *namesakes, owes("C9", "INV000007", pence))
    return only_option(Case(pays(pence, "P HARGREAVES"), book)).evidence[kind].bits


def test_a_name_is_worth_less_the_more_share_it() -> None:
    assert (
        bits(Kind.NAME, pence=6_000, others=0) > bits(Kind.NAME, pence=6_000, others=7) == pytest.approx(8.97, abs=0.01)
    )


def test_a_sum_is_worth_less_the_more_owe_it() -> None:
    assert bits(Kind.SUM, pence=12_345, others=0) > 13 > bits(Kind.SUM, pence=4_500, others=0) > 3


def test_a_mended_reference_is_worth_less_than_a_printed_one_and_a_completed_one_least() -> None:
    assert 0 == WEIGHTS.loss(Trust.CLEAN) < WEIGHTS.loss(Trust.MENDED) < WEIGHTS.loss(Trust.COMPLETED)


def test_writing_the_address_or_the_service_counts() -> None:
    book = town(
        firm("C9", "COPPER KENNELS LTD", address="12 HERON ROW, Anytown"),
        owes("C9", "INV000007", 4_500, words="Dog licence"),
    )
    for said, kind in (("12 HERON ROW", Kind.ADDRESS), ("DOG LICENCE", Kind.WORDS)):
        assert kind in only_option(Case(pays(4_500, "COPPER KENNELS LTD", said), book)).evidence


def test_an_instalment_by_standing_order_says_more_than_the_sum_alone() -> None:
    book = town(person("C9", "ANN", "HERON"), owes("C9", "INV000007", 6_000, instalment_pence=1_500))
    worth = {}
    for kind in ("FPI", "STO", "S/O"):
        line = replace(pays(1_500, "A HERON"), kind=kind)
        worth[kind] = only_option(Case(line, book)).evidence[Kind.SUM].bits
    assert worth["STO"] == worth["S/O"] == worth["FPI"] + WEIGHTS.standing_order


def test_scores_run_from_nought_to_a_hundred() -> None:
    assert [score(each) for each in (-60, 0, 3.2, 60)] == [0, 50, 90, 100]
