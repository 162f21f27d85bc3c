"""Money for other ledgers: known by check digits, never when it could be ours, by hand when it is not sure."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from fund_words import OTHER_RENT, RENT, WRONG, rents_taken
from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import FundPlacement, Match, Receipt, Suspense
from piperoll.receipting.place_in_fund import NotTheirReference, place_in_fund
from piperoll.receipting.place_receipt import MoreThanReceived, NothingInSuspense, place_receipt
from piperoll.receipting.undo_fund_placement import undo_fund_placement
from piperoll.receipting.undo_placements import undo_placements
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement

WHEN = {"on": MONDAY, "at": MORNING}


def waiting() -> dict[int, tuple[str, str]]:
    """Pence in suspense, with the state and the reason."""
    return {row.open_pence: (row.state, row.reason) for row in Suspense.objects.exclude(open_pence=0)}


def test_the_engine_places_what_check_digits_vouch_for_and_nothing_that_could_be_ours(
    tmp_path: Path, manager: Actor, as_superuser: psycopg.Connection
) -> None:
    rents_taken(manager, patterns=["R10####### luhn", "G######"], samples=[RENT, "G123456"])
    bill(tmp_path, manager, charge("1", "77.00"))
    ours = Invoice.objects.get().number
    lines = (
        paid("10.00", f"RENT {RENT} NOVEMBER"),
        paid("11.00", f"{RENT} AND {OTHER_RENT}"),
        paid("12.00", f"RENT {WRONG}"),
        paid("13.00", "GARAGE G123456"),
        paid("14.00", f"{RENT} {ours}"),
        paid("77.00", ours),
    )
    bank(tmp_path, manager, statement(*lines))
    done = allocate_receipts(by=manager, **WHEN)
    assert (done.looked_at, done.allocated, done.for_funds, done.funds_pence) == (6, 1, 1, 10_00)
    (placed,) = FundPlacement.objects.all()
    assert (placed.fund_id, placed.reference, placed.amount_pence) == ("RENTS", RENT, 10_00)
    assert Match.objects.get(receipt=placed.receipt_id).reasons == [
        f"Money for Housing rents: its reference {RENT}, check digits agree", f"put on {RENT} of Housing rents",
    ]  # fmt: skip
    found = waiting()
    assert f"{OTHER_RENT} of Housing rents stands there too" in found[11_00][1]
    assert "the check digits are wrong" in found[12_00][1] or "the words RENT" in found[12_00][1]
    assert "which has no check digits" in found[13_00][1]
    assert sorted(found) == [11_00, 12_00, 13_00, 14_00]
    assert check_books().agrees
    assert check_chain().agrees
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE receipting_fundplacement SET amount_pence = amount_pence + 1")
    assert {one.name for one in check_books().disagreeing} == {"Funds", "Suspense from documents"}


def test_an_officer_splits_a_receipt_over_a_customer_and_a_fund_and_takes_either_back(
    tmp_path: Path, manager: Actor
) -> None:
    rents_taken(manager)
    bill(tmp_path, manager, charge("1", "77.00"))
    bank(tmp_path, manager, statement(paid("100.00", "MIXED"), paid("5.00", RENT)))
    invoice, receipt = Invoice.objects.get(), Receipt.objects.get(amount_pence=100_00).pk
    given = {"receipt": receipt, "fund": "RENTS", "by": manager} | WHEN
    for typed, why in ((WRONG, "check digits are wrong"), ("77", "theirs are written R10"), (" ", "enter it")):
        with pytest.raises(NotTheirReference, match=why):
            place_in_fund(reference=typed, **given)  # type: ignore[arg-type]
    with pytest.raises(MoreThanReceived):
        place_in_fund(reference=RENT, pence=100_01, **given)  # type: ignore[arg-type]
    done = place_in_fund(reference="r10 1234565", pence=40_00, **given)  # type: ignore[arg-type]
    assert (done.reference, done.pence) == (RENT, 40_00)
    place_receipt(
        receipt=receipt, customer=invoice.customer_id, allocations={}, unapplied_pence=60_00, by=manager, **WHEN
    )
    with pytest.raises(NothingInSuspense):
        place_in_fund(reference=RENT, **given)  # type: ignore[arg-type]
    assert check_books().agrees
    first = FundPlacement.objects.get().pk
    back = undo_fund_placement(placement=first, reason="It is parking", by=manager, **WHEN)
    assert (back.receipt, back.pence) == (receipt, 40_00)
    assert waiting()[40_00] == ("held", "Undone by Morag Munro: It is parking")
    run = allocate_receipts(by=manager, **WHEN)
    assert run.for_funds == 1
    undone = undo_placements(of_run=run.run, reason="Wrong", by=manager, **WHEN)
    assert (undone.placements, undone.pence) == (1, 5_00)
    assert check_books().agrees
