"""Money that belongs to another of the council's systems."""

from __future__ import annotations

from matching.anytown import LEDGERS, firm, owes, pays, person, town
from piperoll.receipting.matching.decide import decide
from piperoll.receipting.matching.decisions import Status
from piperoll.receipting.matching.facts import PayerHabit
from piperoll.receipting.matching.ledgers import route

PRIYA = person("C1000001", "PRIYA", "HARGREAVES")


def test_its_own_reference_routes_before_any_word() -> None:
    routed = route(("rent 612345678",), LEDGERS)
    assert routed is not None
    assert (routed.ledger, routed.certain) == ("council_tax", True)


def test_longer_numbers_are_not_its_references() -> None:
    assert route(("6123456789", "XR101234567"), LEDGERS) is None


def test_council_tax_goes_to_council_tax_even_when_the_payer_owes_us_just_that() -> None:
    decision = decide(pays(23_457, "P HARGREAVES", "612345678"), town(PRIYA, owes("C1000001", "INV000007", 23_457)))
    assert (decision.status, decision.ledger, decision.allocations) == (Status.SUSPENSE, "council_tax", ())
    assert decision.reasons == ("Money for council tax: its reference 612345678",)


def test_words_alone_route_too() -> None:
    decision = decide(pays(6_000, "P HARGREAVES", "RENT"), town(PRIYA, owes("C1000001", "INV000007", 6_000)))
    assert decision.ledger == "housing_rent"


def test_but_garage_rent_that_we_billed_is_ours() -> None:
    book = town(PRIYA, owes("C1000001", "INV000007", 23_457, words="Garage rent arrears"))
    decision = decide(pays(23_457, "PRIYA HARGREAVES", "GARAGE RENT ARREAR"), book)
    assert (decision.status, decision.ledger) == (Status.ALLOCATED, "")


def test_and_so_is_a_sum_owed_by_whom_this_account_always_pays_for() -> None:
    book = town(firm("C1000002", "COPPER KENNELS LTD"), owes("C1000002", "INV000007", 23_457))
    book.add(habits=[PayerHabit("known", "C1000002")])
    decision = decide(pays(23_457, "T QUILL", "RENT", payer_account="known"), book)
    assert (decision.status, decision.ledger) == (Status.ALLOCATED, "")
