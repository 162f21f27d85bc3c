"""The council's policies on whose money is whose, one test each."""

from __future__ import annotations

from datetime import date

import pytest

from matching.anytown import at, firm, owes, pays, person, town
from piperoll.receipting.matching.decide import decide, decide_all, decide_plain
from piperoll.receipting.matching.decisions import Allocation, Decision, Status
from piperoll.receipting.matching.facts import Debtor, PayerHabit

PRIYA = person("C1000001", "PRIYA", "HARGREAVES")
TOBY = person("C1000002", "TOBY", "MISTRY")
AT1 = at(70_123_456)


def outcome(decision: Decision) -> tuple[Status, dict[object, int], int]:
    return decision.status, dict(decision.allocations), decision.unapplied_pence


def test_a_clean_reference_and_the_sum_owed() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457))
    decision = decide(pays(23_457, "P HARGREAVES", AT1), book)
    assert outcome(decision) == (Status.ALLOCATED, {AT1: 23_457}, 0)
    assert decision.reasons == (f"Reference {AT1}", "owed and paid £234.57", "payer's name agrees")
    assert decide_plain([pays(23_457, "P HARGREAVES", AT1)], book) == ([decision], [])


def test_an_officer_reads_how_a_reference_was_mended() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457))
    decision = decide(pays(23_457, "P HARGREAVES", AT1.replace("0", "O")), book)
    assert outcome(decision) == (Status.ALLOCATED, {AT1: 23_457}, 0)
    assert f"Reference {AT1} found after mending O for 0" in decision.reasons
    assert "owed £234.57, paid £234.57" in decision.reasons
    assert decision.score >= 99


def test_policy_1_one_wrong_digit_in_a_checked_reference_whose_sum_agrees() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457))
    slipped = AT1[:5] + str((int(AT1[5]) + 4) % 10) + AT1[6:]
    assert outcome(decide(pays(23_457, "MOBILE PAYMENT", slipped), book)) == (Status.ALLOCATED, {AT1: 23_457}, 0)


def test_policy_2_part_and_over_payment_of_a_good_reference() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 10_000))
    assert outcome(decide(pays(4_000, "P HARGREAVES", "INV000007"), book)) == (
        Status.ALLOCATED,
        {"INV000007": 4_000},
        0,
    )
    assert outcome(decide(pays(10_500, "P HARGREAVES", "INV000007"), book)) == (
        Status.ALLOCATED,
        {"INV000007": 10_000},
        500,
    )


def test_an_unchecked_reference_with_neither_sum_nor_name_is_only_suggested() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 10_000))
    decision = decide(pays(4_000, "MOBILE PAYMENT", "INV000007"), book)
    assert decision.status is Status.SUGGESTED
    assert "neither the sum nor the payer agrees" in decision.reasons


def test_policy_3_customer_certain_several_alike_oldest_first() -> None:
    book = town(
        PRIYA,
        owes("C1000001", "INV000009", 6_000, due=date(2026, 10, 1)),
        owes("C1000001", "INV000008", 6_000, due=date(2026, 9, 1)),
    )
    decision = decide(pays(6_000, "P HARGREAVES", "C1000001"), book)
    assert outcome(decision) == (Status.ALLOCATED, {"INV000008": 6_000}, 0)


def test_policy_4_anothers_reference_loses_to_the_payers_name_and_exact_sum() -> None:
    book = town(PRIYA, TOBY, owes("C1000002", "INV002351", 8_800), owes("C1000001", "INV002355", 23_457))
    decision = decide(pays(23_457, "P HARGREAVES", "INV002351"), book)
    assert outcome(decision) == (Status.ALLOCATED, {"INV002355": 23_457}, 0)


def test_policy_5_two_who_fit_equally_well_is_a_tie() -> None:
    other = person("C1000003", "PETER", "HARGREAVES")
    book = town(PRIYA, other, owes("C1000001", "INV000007", 23_457), owes("C1000003", "INV000008", 23_457))
    decision = decide(pays(23_457, "HARGREAVES P"), book)
    assert outcome(decision) == (Status.SUSPENSE, {}, 0)
    assert decision.reasons[0].endswith("fits about equally well, so an officer decides")
    assert {candidate.customer for candidate in decision.candidates} == {"C1000001", "C1000003"}


@pytest.mark.parametrize("name", ["", "MOBILE PAYMENT", "T HOLLOWAY"])
def test_policy_5_never_on_the_sum_alone(name: str) -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 12_345))
    assert outcome(decide(pays(12_345, name), book)) == (Status.SUSPENSE, {}, 0)


def test_a_rare_name_and_a_rare_sum_are_enough() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 12_345))
    assert outcome(decide(pays(12_345, "PRIYA HARGREAVES"), book)) == (Status.ALLOCATED, {"INV000007": 12_345}, 0)


def test_a_common_sum_is_not() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 4_500))
    assert decide(pays(4_500, "P HARGREAVES"), book).status is Status.SUGGESTED


def test_who_pays_for_another_points_to_nobody_by_name() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 12_345))
    assert outcome(decide(pays(12_345, "P HARGREAVES", "FOR MUM"), book)) == (Status.SUSPENSE, {}, 0)


def test_a_friend_may_pay_by_reference() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457))
    assert outcome(decide(pays(23_457, "T MISTRY", AT1), book)) == (Status.ALLOCATED, {AT1: 23_457}, 0)


def test_policy_6_a_second_payment_is_a_refund_candidate() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457))
    first, second = decide_all([pays(23_457, "P HARGREAVES", AT1, line_id=each) for each in ("L1", "L2")], book)
    assert first.status is Status.ALLOCATED
    assert outcome(second) == (Status.SUSPENSE, {}, 0)
    assert second.reasons == (f"{AT1} was paid by line L1 of this run: a second payment of £234.57, refund candidate",)


def test_a_printed_reference_comes_before_a_mended_one() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457))
    mended, printed = decide_all(
        [pays(23_457, "T QUILL", AT1.lower() + "X", line_id="L1"), pays(23_457, "P HARGREAVES", AT1, line_id="L2")],
        book,
    )
    assert (mended.status, printed.status) == (Status.SUSPENSE, Status.ALLOCATED)


def test_policy_6_so_is_a_payment_of_what_was_settled_before() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457, paid=True))
    decision = decide(pays(23_457, "P HARGREAVES", AT1), book)
    assert outcome(decision) == (Status.SUSPENSE, {}, 0)
    assert "was paid already" in decision.reasons[0]


def test_a_stale_reference_with_the_sum_of_another_invoice() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 5_000, paid=True), owes("C1000001", "INV000007", 23_457))
    assert outcome(decide(pays(23_457, "P HARGREAVES", AT1), book)) == (Status.ALLOCATED, {"INV000007": 23_457}, 0)


def test_the_next_bill_of_its_kind_is_suggested_when_the_last_ones_reference_is_quoted() -> None:
    """The same rent again, by a standing order that says the old bill; of another service it may be a second payment."""
    last = owes("C1000001", AT1, 23_457, paid=True, words="Garage rent")
    book = town(PRIYA, last, owes("C1000001", "INV000007", 23_457, words="Garage rent"))
    decision = decide(pays(23_457, "P HARGREAVES", AT1), book)
    assert outcome(decision) == (Status.SUGGESTED, {"INV000007": 23_457}, 0)
    assert any("was paid already" in reason for reason in decision.reasons)
    for other, name in (("Allotment", "P HARGREAVES"), ("Garage rent", "T MISTRY")):
        book = town(PRIYA, TOBY, last, owes("C1000001", "INV000007", 23_457, words=other))
        assert outcome(decide(pays(23_457, name, AT1), book)) == (Status.SUSPENSE, {}, 0)


def test_several_references_make_the_sum_together() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 23_457), owes("C1000001", AT1, 6_000))
    decision = decide(pays(29_457, "P HARGREAVES", f"INV000007/{AT1}"), book)
    assert outcome(decision) == (Status.ALLOCATED, {"INV000007": 23_457, AT1: 6_000}, 0)


def test_the_second_reference_cut_off_by_the_bank() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 23_457), owes("C1000001", "INV000654", 6_000))
    decision = decide(pays(29_457, "P HARGREAVES", "INV000007/INV00065"), book)
    assert outcome(decision) == (Status.ALLOCATED, {"INV000007": 23_457, "INV000654": 6_000}, 0)


def test_a_cut_second_reference_nobody_can_place_is_not_an_overpayment() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457))
    assert decide(pays(29_457, "P HARGREAVES", f"{AT1} &INV0"), book).status is Status.SUGGESTED


def test_several_items_of_one_customer_make_the_sum() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 23_457), owes("C1000001", "INV000008", 9_001))
    decision = decide(pays(32_458, "PRIYA HARGREAVES"), book)
    assert outcome(decision) == (Status.ALLOCATED, {"INV000007": 23_457, "INV000008": 9_001}, 0)


def test_a_known_account_pays_for_its_customer_under_any_name() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 6_000))
    book.add(habits=[PayerHabit("known", "C1000001")])
    decision = decide(pays(6_000, "T MISTRY", payer_account="known"), book)
    assert outcome(decision) == (Status.ALLOCATED, {"INV000007": 6_000}, 0)
    assert "payer's bank account has paid for this customer before" in decision.reasons


def test_the_agreed_instalment_of_a_plan() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 24_000, instalment_pence=2_000, also=("PL00010",)))
    assert outcome(decide(pays(2_000, "P HARGREAVES", "PL00010"), book)) == (Status.ALLOCATED, {"INV000007": 2_000}, 0)


def test_an_invoice_in_instalments_takes_the_oldest_first() -> None:
    book = town(PRIYA)
    for number in (3, 1, 2):
        item = owes("C1000001", "INV000007", 5_000, due=date(2026, number, 1))
        book.add(items=[type(item)(f"I{number}", *[getattr(item, name) for name in item.__slots__[1:]])])
    assert decide(pays(7_000, "P HARGREAVES", "INV000007"), book).allocations == (
        Allocation("I1", 5_000),
        Allocation("I2", 2_000),
    )
    assert decide(pays(5_000, "P HARGREAVES", "INV000007"), book).allocations == (Allocation("I1", 5_000),)


def test_customer_certain_and_no_such_sum_suggests_the_oldest_debt() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 23_457), owes("C1000001", "INV000008", 9_001))
    book.add(habits=[PayerHabit("known", "C1000001")])
    decision = decide(pays(1_111, "P HARGREAVES", "C1000001", payer_account="known"), book)
    assert outcome(decision) == (Status.SUGGESTED, {"INV000007": 1_111}, 0)


def test_a_mended_reference_without_check_digits_needs_the_payer_or_a_sum_nobody_else_owes() -> None:
    for pence, name, status in (
        (6_000, "MOBILE PAYMENT", Status.SUGGESTED),
        (6_000, "P HARGREAVES", Status.ALLOCATED),
        (12_345, "MOBILE PAYMENT", Status.ALLOCATED),
        (6_000, "T QUILL", Status.SUSPENSE),
    ):
        book = town(PRIYA, owes("C1000001", "INV000007", pence))
        assert decide(pays(pence, name, "INV0O07"), book).status is status, (pence, name)


@pytest.mark.parametrize("written", ["INV00637", "INV0096337", "INV0099637", "inv 09637"])
def test_one_digit_too_many_or_too_few_and_a_sum_nobody_else_owes(written: str) -> None:
    near = owes("C1000002", "INV009837", 6_000)
    book = town(PRIYA, TOBY, near, owes("C1000001", "INV009637", 12_345), owes("C1000002", "INV000637", 4_500))
    decision = decide(pays(12_345, "BILL PAYMENT", written), book)
    assert outcome(decision) == (Status.ALLOCATED, {"INV009637": 12_345}, 0)


def test_one_bill_quoted_and_the_sum_of_two_of_that_customers() -> None:
    book = town(PRIYA, TOBY, owes("C1000001", AT1, 20_001), owes("C1000001", "INV000007", 12_345))
    decision = decide(pays(32_346, "GRANDMA JONES", AT1), book)
    assert outcome(decision) == (Status.ALLOCATED, {AT1: 20_001, "INV000007": 12_345}, 0)
    assert f"Reference {AT1}, with others of theirs" in decision.reasons


def test_a_reference_run_on_leaves_two_bills_alike_to_an_officer() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 12_345), owes("C1000001", "INV000009", 12_345))
    asked = decide(pays(12_345, "PRIYA HARGREAVES"), book)
    assert outcome(asked)[0] is Status.ALLOCATED, "which of two alike is all one"
    quoted = decide(pays(12_345, "PRIYA HARGREAVES", "INV00000995"), book)
    assert quoted.status is Status.SUGGESTED
    assert "they quote INV00000995, and INV000009 of theirs is just this sum too" in quoted.reasons


def test_what_is_a_bill_as_it_stands_is_taken_for_another_only_by_a_very_rare_sum() -> None:
    """They wrote INV009673, which is Toby's; Priya's INV009637 is one slip from it."""
    for pence, status in ((4_500, Status.SUSPENSE), (23_457, Status.ALLOCATED)):
        book = town(PRIYA, TOBY, owes("C1000002", "INV009673", 8_888), owes("C1000001", "INV009637", pence))
        decision = decide(pays(pence, "BILL PAYMENT", "INV009673"), book)
        assert decision.status is status, decision


@pytest.mark.parametrize(
    ("name", "owed_by_the_other", "status"),
    [
        ("BILL PAYMENT", 4_500, Status.SUSPENSE),
        ("BILL PAYMENT", 4_600, Status.ALLOCATED),
        ("T HOLLOWAY", 4_500, Status.ALLOCATED),
    ],
)
def test_a_nameless_payer_may_have_swapped_two_digits(name: str, owed_by_the_other: int, status: Status) -> None:
    """They wrote INV009673, which is Toby's and just their sum; Priya owes as much on INV009637."""
    theirs = owes("C1000001", "INV009637", owed_by_the_other)
    book = town(PRIYA, TOBY, owes("C1000002", "INV009673", 4_500), theirs)
    decision = decide(pays(4_500, name, "INV009673"), book)
    assert decision.status is status, decision
    if status is Status.SUSPENSE:
        assert decision.reasons == (
            "INV009637 is the same but for two digits swapped, and as much is owed on it: an officer decides",
        )


def test_digits_run_on_to_a_reference_with_check_digits_are_left_out() -> None:
    book = town(PRIYA, owes("C1000001", AT1, 23_457), owes("C1000001", "INV000009", 1_000))
    decision = decide(pays(23_457, "P HARGREAVES", AT1 + "59"), book)
    assert outcome(decision) == (Status.ALLOCATED, {AT1: 23_457}, 0)
    assert f"Reference {AT1} found after leaving out digits run on" in decision.reasons


def test_whoever_quotes_a_bill_we_never_raised_is_less_likely_ours() -> None:
    others = [person(f"C20000{n:02d}", "PETER", "HARGREAVES") for n in range(110)]
    for said, status in (("THANK YOU", Status.ALLOCATED), ("INV887766", Status.SUGGESTED)):
        book = town(PRIYA, *others, owes("C1000001", "INV000007", 20_001))
        decision = decide(pays(20_001, "HARGREAVES P", said), book)
        assert decision.status is status, decision
    assert "they quote INV887766, which is no bill of ours" in decision.reasons


def test_a_title_tells_namesakes_apart() -> None:
    """Mr J Young is none of the women of that initial, and rather the one who is Mr with us."""
    women = [person(f"C20000{n:02d}", "JEAN", "YOUNG") for n in range(40)]
    james = Debtor("C1000009", "C1000009", "MR JAMES YOUNG", "person", "JAMES", "YOUNG")
    owed = owes("C1000009", "INV000007", 20_001)
    assert decide(pays(20_001, "MR J YOUNG"), town(james, *women, owed)).status is Status.ALLOCATED
    assert decide(pays(20_001, "MRS J YOUNG"), town(james, *women, owed)).status is not Status.ALLOCATED


def test_the_first_initial_counts_for_more_than_the_second() -> None:
    """P S Mistry is Peter rather than Susan, though both owe the sum."""
    peter, susan = person("C1000008", "PETER", "MISTRY"), person("C1000009", "SUSAN", "MISTRY")
    book = town(peter, susan, owes("C1000008", "INV000007", 20_001), owes("C1000009", "INV000008", 20_001))
    decision = decide(pays(20_001, "MISTRY PS"), book)
    assert decision.customer == "C1000008"


def test_a_name_too_common_to_fetch_everybody_is_worth_what_its_number_says() -> None:
    """Only those of a common name who owe the sum are fetched; the others count all the same."""
    book = town(PRIYA, owes("C1000001", "INV000007", 12_345))
    assert decide(pays(12_345, "P HARGREAVES"), book).status is Status.ALLOCATED
    book.add(crowds={"HARG/P": 900})
    assert decide(pays(12_345, "P HARGREAVES"), book).status is Status.SUGGESTED


def test_a_sum_owed_many_times_over_is_likelier_paid() -> None:
    every = [owes("C1000001", f"INV00000{n}", 6_000, due=date(2026, n, 1)) for n in range(1, 7)]
    once = decide(pays(6_000, "PRIYA HARGREAVES"), town(PRIYA, every[0]))
    decision = decide(pays(6_000, "PRIYA HARGREAVES"), town(PRIYA, *every))
    assert dict(decision.allocations) == {"INV000001": 6_000}
    assert (once.status, decision.status) == (Status.SUGGESTED, Status.ALLOCATED)
    assert "owed £60.00 6 times over, paid £60.00" in decision.reasons


def test_who_paid_this_sum_towards_this_debt_before_pays_it_again() -> None:
    """A standing order of £5 has no reference and its sum is nobody's, yet it came last month under the same name."""
    others = [person(f"C20000{n:02d}", "PETER", "HARGREAVES") for n in range(30)]
    for earlier, status in (
        ((("P HARGREAVES", 500),), Status.ALLOCATED),
        ((("P HARGREAVES", 700),), Status.SUSPENSE),
        ((("HARGREAVES P", 500),), Status.SUSPENSE),
        ((), Status.SUSPENSE),
    ):
        owed = owes("C1000001", "INV000007", 10_000, instalment_pence=500, earlier=earlier)
        decision = decide(pays(500, "P HARGREAVES"), town(PRIYA, *others, owed))
        if status is Status.ALLOCATED:
            assert outcome(decision) == (status, {"INV000007": 500}, 0)
            assert "under this name £5.00 was paid towards it before (once)" in decision.reasons
        else:
            assert decision.status is not Status.ALLOCATED


def test_who_paid_their_other_bills_under_this_very_name_pays_this_one() -> None:
    """Of three who could be P HARGREAVES and owe a common sum, the one whose bills were paid under just that name before."""
    others = [person(f"C20000{n:02d}", "PETER", "HARGREAVES") for n in range(2)]
    for before, status in (("P HARGREAVES", Status.ALLOCATED), ("HARGREAVES P", Status.SUGGESTED)):
        book = town(PRIYA, *others, owes("C1000001", "INV000007", 4_500))
        book.add(shown=[("C1000001", before)])
        decision = decide(pays(4_500, "P  Hargreaves"), book)
        assert (decision.status, decision.customer) == (status, "C1000001")
        told = "their bills were paid under this very name before"
        assert (told in decision.reasons) is (status is Status.ALLOCATED)


def test_what_was_paid_under_a_name_before_settles_no_tie() -> None:
    """Two of one house owe the same: that P HARGREAVES paid for one of them before does not say whose this is."""
    peter = person("C1000008", "PETER", "HARGREAVES")
    book = town(PRIYA, peter, owes("C1000001", "INV000007", 20_001), owes("C1000008", "INV000008", 20_001))
    book.add(shown=[("C1000001", "P HARGREAVES")])
    assert decide(pays(20_001, "P HARGREAVES"), book).status is Status.SUSPENSE


def test_who_says_it_is_a_deposit_pays_no_bill_but_one_for_a_deposit() -> None:
    others = [person(f"C2{n:05d}", "PETER", "HARGREAVES") for n in range(400)]
    for service, status in (("HALL HIRE", Status.SUGGESTED), ("HALL HIRE DEPOSIT", Status.ALLOCATED)):
        book = town(PRIYA, *others, owes("C1000001", "INV000007", 20_001, words=service))
        decision = decide(pays(20_001, "P HARGREAVES", "DEPOSIT"), book)
        assert decision.status is status
        assert ("they say it is for something else (deposit)" in decision.reasons) is (status is Status.SUGGESTED)


BRANCHES = [firm(f"C100001{n}", "SALTMARSH UPHOLSTERY LTD", trading=f"SALTMARSH {n}") for n in range(2)]
HEAD_OFFICE = PayerHabit("204060 1", "C1000010", 5)


def test_a_firms_bank_account_pays_for_any_of_its_branches() -> None:
    """It paid for one before; another owes the same rent: the account does not say for which this is."""
    rents = [owes(f"C100001{n}", f"INV00000{n}", 20_001) for n in range(2)]
    for owed, status in ((rents[:1], Status.ALLOCATED), (rents[1:], Status.ALLOCATED), (rents, Status.SUSPENSE)):
        book = town(*BRANCHES, *owed)
        book.add(habits=[HEAD_OFFICE])
        decision = decide(pays(20_001, "SALTMARSH UPHOLSTE", payer_account="204060 1"), book)
        assert decision.status is status
        assert status is Status.SUSPENSE or decision.customer == owed[0].customer


def test_two_people_of_one_name_are_told_apart_by_their_bank_accounts() -> None:
    other = person("C1000008", "PRIYA", "HARGREAVES")
    book = town(PRIYA, other, owes("C1000001", "INV000007", 20_001), owes("C1000008", "INV000008", 20_001))
    book.add(habits=[PayerHabit("204060 1", "C1000001", 1)])
    assert decide(pays(20_001, "PRIYA HARGREAVES", payer_account="204060 1"), book).customer == "C1000001"


def test_a_sum_that_several_branches_make_is_not_put_on_one_of_them() -> None:
    """£540 is two quarters of one branch, or a quarter of each of two that owe other rents."""
    one = [owes("C1000010", "INV000001", 27_000), owes("C1000010", "INV000002", 27_000)]
    two = [owes("C1000011", "INV000003", 27_000), owes("C1000011", "INV000004", 31_000)]
    alone, both = (decide(pays(54_000, "SALTMARSH UPHOLSTE"), town(*BRANCHES, *owed)) for owed in (one, one + two))
    assert alone.status is Status.ALLOCATED
    assert both.status is not Status.ALLOCATED


def test_two_common_prices_together_are_no_rare_sum() -> None:
    others = [person(f"C20000{n:02d}", "PETER", "HARGREAVES") for n in range(20)]
    for sums, status in (((6_000, 4_500), Status.SUGGESTED), ((20_001, 20_003), Status.ALLOCATED)):
        owed = [owes("C1000001", f"INV00000{n}", pence) for n, pence in enumerate(sums)]
        assert decide(pays(sum(sums), "P HARGREAVES"), town(PRIYA, *others, *owed)).status is status


def test_who_quotes_one_bill_and_pays_just_what_another_of_theirs_owes_is_asked() -> None:
    for other, status in ((5_000, Status.ALLOCATED), (13_000, Status.SUGGESTED)):
        book = town(PRIYA, owes("C1000001", AT1, 65_000), owes("C1000001", "INV000007", other))
        decision = decide(pays(13_000, "P HARGREAVES", AT1), book)
        assert decision.status is status
    assert "INV000007 of theirs is just this sum" in decision.reasons


@pytest.mark.parametrize("said", ["RE MS T MISTRY", "FOR TOBY MISTRY"])
def test_who_says_whom_it_is_for_does_not_pay_their_own(said: str) -> None:
    """Priya's account is known and she owes the sum; she writes that it is for Toby, who owes it too, or does not."""
    hers, his = owes("C1000001", "INV000007", 20_001), owes("C1000002", "INV000008", 20_001)
    for owed in ((hers,), (hers, his)):
        book = town(PRIYA, TOBY, *owed)
        book.add(habits=[PayerHabit("204060 1", "C1000001", 5)])
        decision = decide(pays(20_001, "P HARGREAVES", said, payer_account="204060 1"), book)
        assert decision.status is not Status.ALLOCATED


def test_a_name_that_several_bear_does_not_say_whom_it_is_for() -> None:
    """Priya pays from her own account and writes RE P HARGREAVES: herself, or Peter."""
    peter = person("C1000008", "PETER", "HARGREAVES")
    book = town(PRIYA, peter, owes("C1000001", "INV000007", 20_001))
    book.add(habits=[PayerHabit("204060 1", "C1000001", 5)])
    decision = decide(pays(20_001, "PRIYA HARGREAVES", "RE P HARGREAVES", payer_account="204060 1"), book)
    assert decision.status is Status.SUGGESTED
    assert "more than one customer is called P HARGREAVES" in decision.reasons


def test_whom_a_deputy_names_is_suggested() -> None:
    decision = decide(pays(20_001, "BOND & BYRNE SOLS", "RE MS T MISTRY"), town(TOBY, owes("C1000002", AT1, 20_001)))
    assert (decision.status, dict(decision.allocations)) == (Status.SUGGESTED, {AT1: 20_001})
    assert "they say that it is for MS T MISTRY" in decision.reasons


def test_who_says_what_it_is_for_names_nobody() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 20_001, words="GARDEN WASTE"))
    assert decide(pays(20_001, "P HARGREAVES", "FOR GARDEN WASTE"), book).status is Status.ALLOCATED


def test_money_out_that_nothing_explains_waits() -> None:
    assert decide(pays(-500, "SERVICE CHARGE"), town()).status is Status.SUSPENSE


def test_the_firm_is_told_from_its_namesake_with_another_sum() -> None:
    book = town(
        firm("C1000004", "SALTMARSH UPHOLSTERY LTD"),
        firm("C1000005", "SALTMARSH UPHOLSTERY & DAUGHTERS LTD"),
        owes("C1000004", "INV000007", 12_345),
        owes("C1000005", "INV000008", 20_001),
    )
    assert decide(pays(12_345, "SALTMARSH UPHOLSTE"), book).customer == "C1000004"
