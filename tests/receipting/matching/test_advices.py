"""Lump sums unpacked by their lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.anytown import MONDAY, at, firm, owes, pays, person, town
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.decide import decide, decide_all
from piperoll.receipting.matching.decisions import Allocation, Status
from piperoll.receipting.matching.facts import Advice, AdviceKind, AdviceLine, PayerHabit

PRIYA = person("C1000001", "PRIYA", "HARGREAVES")
TOBY = person("C1000002", "TOBY", "MISTRY")
TRUST = firm("C1000003", "SALTMARSH ACADEMY TRUST")
AT1, AT2 = at(70_123_456), at(70_555_001)


def book_with(*advices: Advice) -> Book:
    book = town(
        PRIYA,
        TOBY,
        TRUST,
        owes("C1000001", AT1, 5_000),
        owes("C1000002", "INV000007", 2_500),
        owes("C1000003", AT2, 9_000),
        owes("C1000003", "INV000444", 6_001),
    )
    book.add(advices=advices)
    return book


def listed(
    kind: AdviceKind, total: int, *lines: AdviceLine, advice_id: str = "A1", on: date = MONDAY, **more: object
) -> Advice:
    return Advice(advice_id, kind, "004113", on, total, lines, **more)  # type: ignore[arg-type]


COLLECTED = (
    AdviceLine("", 5_000, item_id=AT1, mandate="EX1"),
    AdviceLine("", 2_500, item_id="INV000007", mandate="EX2"),
)


def test_a_direct_debit_run_by_its_schedule() -> None:
    book = book_with(listed(AdviceKind.COLLECTION, 7_500, *COLLECTED))
    decision = decide(pays(7_500, "", "DD COLLECTION 004113"), book)
    assert decision.status is Status.ALLOCATED
    assert dict(decision.allocations) == {AT1: 5_000, "INV000007": 2_500}
    assert decision.reasons[0] == "The Direct Debit run 004113 of 16 November 2026 makes £75.00 exactly"


def test_an_unpaid_direct_debit_takes_back_the_newest_collection_of_that_sum() -> None:
    old = listed(AdviceKind.COLLECTION, 7_500, *COLLECTED, on=MONDAY - timedelta(days=30))
    other = AdviceLine("", 5_000, item_id=AT2, mandate="EX1")
    new = listed(AdviceKind.COLLECTION, 5_000, other, advice_id="A2", on=MONDAY - timedelta(days=2))
    later = listed(AdviceKind.COLLECTION, 5_000, COLLECTED[0], advice_id="A3", on=MONDAY + timedelta(days=2))
    decision = decide(pays(-5_000, "P HARGREAVES", "UNPAID DD EX1"), book_with(old, new, later))
    assert decision.allocations == (Allocation(AT2, -5_000),)
    assert decide(pays(-4_999, "P HARGREAVES", "UNPAID DD EX1"), book_with(old, new)).status is Status.SUSPENSE


def test_a_paying_in_slip_cheque_by_cheque() -> None:
    cheques = (AdviceLine(AT1.replace("0", "O"), 5_000, "P HARGREAVES"), AdviceLine("INV000007", 2_000, "MISTRY T"))
    book = book_with(listed(AdviceKind.CHEQUES, 7_000, *cheques))
    decision = decide(pays(7_000, "", "COUNTER CREDIT 004113"), book)
    assert dict(decision.allocations) == {AT1: 5_000, "INV000007": 2_000}
    assert book.open_pence(book.items[AT1]) == 5_000, "deciding takes nothing"


def test_a_cheque_nobody_can_place_stays_unapplied_and_is_named() -> None:
    cheques = (AdviceLine(AT1, 5_000, "P HARGREAVES"), AdviceLine("", 777, "Q NOBODY"))
    decision = decide(pays(5_777, "", "COUNTER CREDIT 004113"), book_with(listed(AdviceKind.CHEQUES, 5_777, *cheques)))
    assert (decision.status, decision.unapplied_pence) == (Status.ALLOCATED, 777)
    assert "Not placed: Q NOBODY £7.77" in decision.reasons


@pytest.mark.parametrize("change", ["total", "serial", "day"])
def test_a_list_that_disagrees_explains_nothing(change: str) -> None:
    book = book_with(listed(AdviceKind.CHEQUES, 5_000, AdviceLine(AT1, 5_000, "P HARGREAVES")))
    line = pays(5_001 if change == "total" else 5_000, "", "SLIP 999999" if change == "serial" else "SLIP 004113")
    if change == "day":
        line = type(line)(
            *[getattr(line, n) if n != "booked_on" else MONDAY + timedelta(days=40) for n in line.__slots__]
        )
    assert decide(line, book).status is Status.SUSPENSE


def test_a_card_settlement_gross_to_the_invoices_fee_apart_refund_negative() -> None:
    taken = (AdviceLine(AT1, 5_000), AdviceLine("INV000007", 2_500), AdviceLine(AT2, -1_000))
    book = book_with(listed(AdviceKind.CARDS, 6_400, *taken, fee_pence=100))
    decision = decide(pays(6_400, "WORLDPAY", "00420011 0405"), book)
    assert dict(decision.allocations) == {AT1: 5_000, "INV000007": 2_500, AT2: -1_000}
    assert (decision.fee_pence, decision.unapplied_pence) == (100, 0)


def remittance(*lines: AdviceLine, **more: object) -> Advice:
    total = sum(line.amount_pence for line in lines)
    return listed(AdviceKind.REMITTANCE, total, *lines, payer_name="SALTMARSH ACADEMY TRUST", **more)


def test_policy_7_a_remittance_line_by_line() -> None:
    advice = remittance(
        AdviceLine(AT2, 9_000, description="Hall hire"),
        AdviceLine("INV000444", -501, description="CREDIT NOTE"),
        AdviceLine("612345678", 12_000, description="COUNCIL TAX"),
    )
    decision = decide(pays(20_499, "SALTMARSH ACAD TR", "EFT 817263"), book_with(advice))
    assert dict(decision.allocations) == {AT2: 9_000, "INV000444": -501}
    assert decision.unapplied_pence == 12_000
    assert "Not ours: 612345678 COUNCIL TAX £120.00" in decision.reasons


def test_policy_7_a_charge_taken_off_comes_off_the_last_item() -> None:
    advice = remittance(
        AdviceLine(AT2, 9_000), AdviceLine("INV000444", 6_001), AdviceLine("", -1_500, description="LESS BANK CHARGE")
    )
    decision = decide(pays(13_501, "SALTMARSH ACAD TR", "EFT 817263"), book_with(advice))
    assert dict(decision.allocations) == {AT2: 9_000, "INV000444": 4_501}
    assert decision.unapplied_pence == 0


def test_a_named_payer_who_quotes_their_own_bill_is_not_taken_for_anothers_remittance() -> None:
    """Two payments of one sum on one day: the list goes with the payer it names."""
    lines = (AdviceLine(AT2, 2_000, description="SALTMARSH"), AdviceLine("INV000444", 500, description="SALTMARSH"))
    advice = listed(AdviceKind.REMITTANCE, 2_500, *lines, payer_name="SALTMARSH ACADEMY TRUST")
    toby, trust = decide_all(
        [pays(2_500, "T MISTRY", "INV000007", line_id="L1"), pays(2_500, "SALTMARSH ACAD TR", line_id="L2")],
        book_with(advice),
    )
    assert dict(toby.allocations) == {"INV000007": 2_500}
    assert dict(trust.allocations) == {AT2: 2_000, "INV000444": 500}


@pytest.mark.parametrize("kind", [AdviceKind.REMITTANCE, AdviceKind.CARDS])
def test_who_is_not_named_but_quotes_their_own_bill_is_not_taken_for_anothers_list(kind: AdviceKind) -> None:
    """The sum of a list is also just what somebody owes who pays at the counter and quotes the bill."""
    lines = (AdviceLine(AT2, 2_000), AdviceLine("INV000444", 500))
    advice = listed(kind, 2_500, *lines, payer_name="SALTMARSH ACADEMY TRUST")
    quoted, silent = decide_all(
        [pays(2_500, "CASH", "INV000007", line_id="L1"), pays(2_500, "BANK GIRO CREDIT", line_id="L2")],
        book_with(advice),
    )
    known = book_with(advice)
    known.add(habits=[PayerHabit("204060 1", "C1000002", 2)])
    by_account = decide(pays(2_500, "CASH", payer_account="204060 1"), known)
    assert dict(by_account.allocations) == {"INV000007": 2_500}
    assert dict(quoted.allocations) == {"INV000007": 2_500}
    assert dict(silent.allocations) == {AT2: 2_000, "INV000444": 500}


def test_a_remittance_of_the_day_explains_a_payer_it_does_not_name_when_nothing_else_does() -> None:
    lines = (AdviceLine(AT2, 2_000, description="SALTMARSH"), AdviceLine("INV000444", 500, description="SALTMARSH"))
    advice = listed(AdviceKind.REMITTANCE, 2_500, *lines, payer_name="SALTMARSH ACADEMY TRUST")
    decision = decide(pays(2_500, "DIOCESE FINANCE"), book_with(advice))
    assert dict(decision.allocations) == {AT2: 2_000, "INV000444": 500}


def test_the_slip_whose_number_is_shown_goes_before_a_remittance_of_the_same_total() -> None:
    slip = listed(AdviceKind.CHEQUES, 2_500, AdviceLine("INV000007", 2_500, payer_name="T MISTRY"), advice_id="S1")
    lines = (AdviceLine(AT2, 2_000), AdviceLine("INV000444", 500))
    advice = listed(AdviceKind.REMITTANCE, 2_500, *lines, payer_name="SALTMARSH ACADEMY TRUST")
    book = book_with(replace(advice, reference="A1210"), slip)
    assert dict(decide(pays(2_500, "CASH", "004113"), book).allocations) == {"INV000007": 2_500}


def test_what_fits_two_of_their_own_bills_is_not_taken_for_anothers_remittance() -> None:
    lines = (AdviceLine(AT2, 2_000), AdviceLine("INV000444", 500))
    advice = listed(AdviceKind.REMITTANCE, 2_500, *lines, payer_name="SALTMARSH ACADEMY TRUST")
    book = book_with(advice)
    book.add(items=[owes("C1000009", "INV000555", 2_500)], debtors=[person("C1000009", "TOM", "MISTRY")])
    assert decide(pays(2_500, "T MISTRY"), book).status is Status.SUSPENSE


def test_a_second_payment_is_not_taken_for_anothers_remittance() -> None:
    lines = (AdviceLine(AT2, 2_000, description="SALTMARSH"), AdviceLine("INV000444", 500, description="SALTMARSH"))
    advice = listed(AdviceKind.REMITTANCE, 2_500, *lines, payer_name="SALTMARSH ACADEMY TRUST")
    twice = [pays(2_500, "T MISTRY", "INV000007", line_id=each) for each in ("L1", "L2")]
    first, second = decide_all(twice, book_with(advice))
    assert (first.status, second.status) == (Status.ALLOCATED, Status.SUSPENSE)
    assert "refund candidate" in second.reasons[0]


def test_two_remittances_one_payment() -> None:
    book = book_with(
        remittance(AdviceLine(AT2, 9_000), advice_id="A1"), remittance(AdviceLine("INV000444", 6_001), advice_id="A2")
    )
    decision = decide(pays(15_001, "SALTMARSH ACAD TR"), book)
    assert dict(decision.allocations) == {AT2: 9_000, "INV000444": 6_001}
    assert decision.advices == ("A1", "A2")


def test_policy_7_without_its_remittance_a_bulk_payment_waits() -> None:
    assert decide(pays(24_999, "SALTMARSH ACAD TR", "EFT 817263"), book_with()).status is Status.SUSPENSE


def test_a_list_is_used_once() -> None:
    book = book_with(listed(AdviceKind.COLLECTION, 7_500, *COLLECTED))
    first, second = decide_all([pays(7_500, "", "RUN 004113", line_id=each) for each in ("L1", "L2")], book)
    assert (first.status, second.status) == (Status.ALLOCATED, Status.SUSPENSE)
