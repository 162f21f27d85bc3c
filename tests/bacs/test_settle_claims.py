"""Claims under the Guarantee: a clock, one won, one lost; what is lost is owed again, once, and never besides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import DUE_ON, a_payer, at, choose, lodge, release, take_in, tell, unpaid, write
from piperoll.bacs.challenge_claim import challenge_claim
from piperoll.bacs.models import Claim, Collection, CollectionEnd
from piperoll.bacs.settle_claims import Settled, settle_claims
from piperoll.bacs.win_claim import win_claim
from piperoll.direct_debit.models import Standing
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import Item
from piperoll.reconciliation.check_books import check_books
from the_day import bank, paid, statement

CLAIMED_ON, SETTLED_ON = date(2027, 1, 11), date(2027, 1, 29)


def claim_report(*claims: tuple[Collection, str], debited: str = "2027-01-29", kind: str = "New") -> bytes:
    """A DDICA report of claims, each with the bank's reference."""
    outer, inner, total = (
        ("NewAdvices", "DDICAdvice", "TotalValueOfDebits") if kind == "New"
        else ("Cancellations", "DDICCancellation", "TotalValueOfCancellations")
    )  # fmt: skip
    told = "".join(
        f"<{inner}><SeqNo>1</SeqNo><PayingBankReference>{reference}</PayingBankReference><SUReference>{one.mandate.reference}"
        f"</SUReference><ReasonCode>1</ReasonCode><PayerName>A PAYER</PayerName><TotalAmount>{one.amount_pence / 100:.2f}</TotalAmount>"
        f"<DDCollections><DDCollection><DateOfDirectDebit>{one.collect_on}</DateOfDirectDebit><Amount>{one.amount_pence / 100:.2f}"
        f"</Amount></DDCollection></DDCollections></{inner}>"
        for one, reference in claims
    )
    value = sum(one.amount_pence for one, _ in claims) / 100
    return (
        f"<VocaDocument><Data><Document><ServiceUserNumber>999999</ServiceUserNumber><{outer}><DateOfDebit>{debited}</DateOfDebit>"
        f"<{total}>{value:.2f}</{total}>{told}</{outer}></Document></Data></VocaDocument>"
    ).encode()


def settle(by: Actor, on: date = SETTLED_ON) -> Settled:
    return settle_claims(on=on, at=at(on), by=by)


def two_claimed_and_returned(folder: Path, olive: Actor, oscar: Actor) -> None:
    """Two payers collected from: the one came back unpaid, the other was claimed and settled."""
    back, claimed = both_collected(folder, olive, oscar)
    take_in(folder, olive, unpaid((back, "0")))
    take_in(folder, olive, claim_report((claimed, "BANK1")), name="claim.xml", on=CLAIMED_ON)
    settle(olive)


def both_collected(folder: Path, olive: Actor, oscar: Actor) -> tuple[Collection, Collection]:
    """Two payers collected from, in one file."""
    payers = [a_payer(folder, olive, "100.00"), a_payer(folder, olive, "45.00", name="Basil Budd")]
    lodge(olive)
    tell(olive)
    release(choose(olive), oscar)
    write(oscar)
    first, second = (Collection.objects.get(mandate=payer) for payer in payers)
    return first, second


@pytest.fixture
def two(olive: Actor, oscar: Actor, tmp_path: Path) -> tuple[Collection, Collection]:
    """Two payers collected from."""
    return both_collected(tmp_path, olive, oscar)


def test_a_claim_won_costs_nothing_and_a_claim_lost_is_owed_again_on_the_day_we_are_debited(
    two: tuple[Collection, Collection], olive: Actor, tmp_path: Path
) -> None:
    won, lost = two
    done = take_in(tmp_path, olive, claim_report((won, "BANK1"), (lost, "BANK2")), on=CLAIMED_ON)
    assert (done.applied, done.exceptions, done.pence_back) == (2, 0, 0)
    first, second = Claim.objects.order_by("id")
    assert (first.challenge_by, first.settles_on) == (date(2027, 1, 22), SETTLED_ON)
    assert set(Standing.objects.values_list("state", flat=True)) == {"suspended"}
    for claim in (first, second):
        challenge_claim(
            claim=claim.pk, evidence="The notice of 27 November", on=CLAIMED_ON, at=at(CLAIMED_ON), by=olive
        )
    win_claim(claim=first.pk, answer="They agree", on=CLAIMED_ON, at=at(CLAIMED_ON), by=olive)
    assert settle(olive, CLAIMED_ON).claims == 0
    settled = settle(olive)
    assert (settled.claims, settled.collections, settled.pence) == (1, 1, 45_00)
    assert CollectionEnd.objects.get().collection == lost
    owed = Item.objects.get(kind="instalment", amount_pence=45_00)
    assert (owed.balance.open_pence, owed.due_on) == (45_00, DUE_ON)
    assert settle(olive).claims == 0
    bank(tmp_path, olive, statement(paid("-45.00", "DDICA SUBMITTER DDIC", on=SETTLED_ON), on=SETTLED_ON))
    assert allocate_receipts(on=SETTLED_ON, at=at(SETTLED_ON), by=olive).expected == 1
    assert [str(control) for control in check_books().disagreeing] == []


def test_what_came_back_unpaid_or_is_claimed_already_is_not_claimed_again(
    two: tuple[Collection, Collection], olive: Actor, tmp_path: Path
) -> None:
    back, claimed = two
    take_in(tmp_path, olive, unpaid((back, "0")))
    take_in(tmp_path, olive, claim_report((claimed, "BANK2")), name="one.xml", on=CLAIMED_ON)
    done = take_in(
        tmp_path, olive, claim_report((back, "BANK1"), (claimed, "BANK3")), name="two.xml", on=CLAIMED_ON
    )  # fmt: skip
    assert (done.applied, done.exceptions) == (0, 2)
    assert Claim.objects.count() == 1
    withdrawn = claim_report((claimed, "BANK2"), kind="Cancellations")
    assert take_in(tmp_path, olive, withdrawn, name="three.xml", on=CLAIMED_ON).exceptions == 0
    assert settle(olive).claims == 0
    assert check_books().agrees
