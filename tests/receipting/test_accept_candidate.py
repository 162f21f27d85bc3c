"""An officer takes one of the ways the engine offered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting import queries
from piperoll.receipting.accept_candidate import NoSuchCandidate, accept_candidate
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.hold_receipt import hold_receipt
from piperoll.receipting.place_receipt import MovedOn, NothingInSuspense, place_receipt
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement


@pytest.fixture
def torn(manager: Actor, tmp_path: Path) -> dict[str, Any]:
    """Two Nowaks owe £48 each; one Z Nowak paid it."""
    bill(
        tmp_path, manager,
        charge("N1", "48.00", name="Zuzanna Nowak", address_1="5 Brine Street"),
        charge("N2", "48.00", name="Zofia Nowak", address_1="77 Coopers Yard", postcode="AN1 3CD"),
    )  # fmt: skip
    bank(tmp_path, manager, statement(paid("48.00", "NOWAK", payer="Z NOWAK")))
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    allocate_receipts(**now)
    return now


def newest() -> Any:
    (row,) = ask("SELECT id FROM receipting_receipt")
    return queries.matches(row.id)[0]


def test_the_one_taken_is_paid_with_the_engines_reasons_and_the_officers_name(torn: dict[str, Any]) -> None:
    match = newest()
    accepted = accept_candidate(match=match.id, candidate=1, **torn)
    assert (accepted.placed_pence, accepted.allocated_pence) == (4800, 4800)
    (placed,) = queries.placements(accepted.receipt)
    assert placed.customer_id == match.candidates[1]["customer"]
    assert newest().reasons == [*match.candidates[1]["reasons"], "Accepted by Morag Munro"]
    assert check_books().agrees


def test_a_second_click_changes_nothing(torn: dict[str, Any]) -> None:
    match = newest()
    accept_candidate(match=match.id, candidate=0, **torn)
    with pytest.raises(NothingInSuspense):
        accept_candidate(match=match.id, candidate=0, **torn)
    assert check_books().agrees


@pytest.mark.parametrize(("match", "candidate"), [(-1, 0), (0, 99), (0, -1)])
def test_only_what_is_on_offer_can_be_taken(torn: dict[str, Any], match: int, candidate: int) -> None:
    with pytest.raises(NoSuchCandidate):
        accept_candidate(match=match or newest().id, candidate=candidate, **torn)


def test_an_offer_that_others_have_followed_is_off(torn: dict[str, Any], tmp_path: Path) -> None:
    old = newest()
    bill(tmp_path, torn["by"], charge("N3", "48.00", name="Zenon Nowak", address_1="1 Salt Row"), name="more.csv")
    allocate_receipts(**torn)
    assert newest().id != old.id
    with pytest.raises(NoSuchCandidate):
        accept_candidate(match=old.id, candidate=0, **torn)


def test_what_was_paid_meanwhile_is_not_paid_again(torn: dict[str, Any], tmp_path: Path) -> None:
    match = newest()
    chosen = match.candidates[0]
    bank(tmp_path, torn["by"], statement(paid("48.00", "?"), opening="1048.00"), name="second.xml")
    (other,) = ask("SELECT max(id) AS id FROM receipting_receipt")
    place_receipt(receipt=other.id, customer=chosen["customer"], allocations=dict(chosen["allocations"]), **torn)
    with pytest.raises(MovedOn):
        accept_candidate(match=match.id, candidate=0, **torn)
    assert check_books().agrees


def test_one_an_officer_held_may_still_be_accepted(torn: dict[str, Any]) -> None:
    match = newest()
    (row,) = ask("SELECT id FROM receipting_receipt")
    hold_receipt(receipt=row.id, reason="asking", **torn)
    assert accept_candidate(match=match.id, candidate=0, **torn).placed_pence == 4800
