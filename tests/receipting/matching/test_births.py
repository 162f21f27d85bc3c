"""Parents pay by their customer reference and their child's date of birth: which child, and what makes it doubtful."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.foundations.references import ReferenceScheme
from piperoll.receipting.matching.births import without, written
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.decide import decide_all
from piperoll.receipting.matching.decisions import Decision, Status
from piperoll.receipting.matching.facts import BankLine, Debtor, OpenItem
from piperoll.receipting.matching.schemes import Scheme

MONDAY = date(2026, 11, 23)
AMY, BEN = date(2014, 3, 12), date(2012, 7, 1)
PUGH, INVOICES = "C0000471130", ("AT0000000195", "AT0000000292")
SCHEMES = (Scheme.of(ReferenceScheme("AT", 8, True)), Scheme.of(ReferenceScheme("C", 8, True), "customer"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C0000471130 12/03/2014", {AMY: True}),
        ("DOB 12.3.14", {AMY: True}),
        ("D.O.B.12 MAR 2014 AMY", {AMY: True}),
        ("12MARCH14", {AMY: True}),
        ("2014-03-12", {AMY: True}),
        ("DOB120314", {AMY: False}),
        ("12032014", {AMY: True}),
        ("FP 21/11/26 1012", {}),
        ("AT120314", {}),
        ("31/02/2014", {}),
        ("1203140", {}),
        ("01/01/1970", {}),
    ],
)
def test_a_birthday_is_read_however_it_is_written(text: str, found: dict[date, bool]) -> None:
    assert written([text], MONDAY) == found


def test_it_is_taken_out_of_the_words_and_nothing_else_is() -> None:
    assert without("C0000471130 DOB120314", {AMY}, MONDAY).strip() == "C0000471130"
    assert without("AT0000000195 120314", {BEN}, MONDAY) == "AT0000000195 120314"


def decided(words: str, pence: int = 204_00, *, ben: date = BEN, sums: tuple[int, int] = (204_00, 204_00)) -> Decision:
    """What becomes of a payment by somebody called otherwise, to a family of two children among many customers."""
    names = ("Amy Pugh", "Ben Pugh")
    children = [
        OpenItem(n, INVOICES[n], "pughs", MONDAY, sums[n], sums[n], words="School transport", for_whom=names[n], born_on=born)
        for n, born in enumerate((AMY, ben))
    ]  # fmt: skip
    book = Book(SCHEMES, sum_counts={204_00: 40, 1: 60_000}, customers_in_all=9_000)
    book.add(items=children, debtors=[Debtor("pughs", PUGH, "Olwen Pugh", first="Olwen", last="Pugh")])
    line = BankLine("L", MONDAY, pence, payer_name="R D MORGAN", references=(words,))
    (decision,) = decide_all([line], book)
    return decision


@pytest.mark.parametrize("day", ["12/03/2014", "120314", "12 MAR 14", "DOB12032014"])
def test_it_says_which_child_though_the_sums_are_alike(day: str) -> None:
    decision = decided(f"{PUGH} {day}")
    assert decision.status is Status.ALLOCATED
    assert [one.item_id for one in decision.allocations] == [0]
    assert "the date of birth agrees (Amy Pugh)" in decision.reasons
    assert [one.item_id for one in decided(f"{PUGH} 01/07/2012").allocations] == [1]


def test_a_part_of_what_one_child_owes_is_that_childs() -> None:
    decision = decided(f"{PUGH} 01/07/2012", 100_00)
    assert [(one.item_id, one.amount_pence) for one in decision.allocations] == [(1, 100_00)]


def test_a_day_out_or_the_other_childs_is_for_an_officer() -> None:
    """A birthday of nobody's, and one child's bill with the other's birthday: a likely candidate, and why not."""
    day_out, crossed = decided(f"{PUGH} 13/03/2014"), decided(f"{INVOICES[0]} 01/07/2012")
    assert (day_out.status, crossed.status) == (Status.SUSPENSE, Status.SUGGESTED)
    assert "the date of birth they wrote is another's" in day_out.candidates[0].reasons
    assert "the date of birth they wrote is not that of whom it is for" in crossed.reasons
    assert decided(f"{INVOICES[0]} 12/03/2014").status is Status.ALLOCATED


def test_twins_are_told_apart_by_the_sum_or_by_an_officer() -> None:
    words = f"{PUGH} 12/03/2014"
    for pence in (204_00, 100_00):
        alike = decided(words, pence, ben=AMY)
        assert alike.status is Status.SUGGESTED
        assert "Amy Pugh and Ben Pugh have that date of birth" in alike.reasons
    unlike = decided(words, 102_00, ben=AMY, sums=(204_00, 102_00))
    assert (unlike.status, [one.item_id for one in unlike.allocations]) == (Status.ALLOCATED, [1])
    assert decided(words, 408_00, ben=AMY).status is Status.ALLOCATED


def test_a_birthday_alone_finds_nobody() -> None:
    decision = decided("12/03/2014")
    assert decision.status is Status.SUSPENSE
    assert not decision.allocations
