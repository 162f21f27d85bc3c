"""The evidence about a claim is one PDF: everything that answers it, the same bytes for the same facts."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from bacs.collecting import at, collected, take_in
from bacs.test_settle_claims import CLAIMED_ON, claim_report
from crediting import somebody
from piperoll.bacs.challenge_claim import challenge_claim
from piperoll.bacs.claims import NoSuchClaim
from piperoll.bacs.make_evidence_pack import NoSuchPack, PackMade, kept_pack, make_evidence_pack
from piperoll.bacs.models import Claim, Collection
from piperoll.cases.record_exchange import ExchangeTold, record_exchange
from piperoll.direct_debit.models import Mandate
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.safeguards.record_call import CallTold, record_call


@pytest.fixture
def claim(olive: Actor, oscar: Actor, tmp_path: Path) -> int:
    """A payer collected from once, who claims it back."""
    taken = collected(tmp_path, olive, oscar, "100.00")
    take_in(tmp_path, olive, claim_report((taken, "BANK1")), name="claim.xml", on=CLAIMED_ON)
    return Claim.objects.get().pk


def make(claim: int, by: Actor, on: date = CLAIMED_ON) -> PackMade:
    return make_evidence_pack(claim=claim, on=on, at=at(on), by=by)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf)).split())


def test_it_holds_the_mandate_the_notice_its_sending_the_call_and_the_story(claim: int, olive: Actor) -> None:
    made = make(claim, olive)
    _, pdf = kept_pack(made.pack)
    said = words(pdf)
    for told in (
        "Our evidence about claim BANK1", "ground 1: amount or date differs", Mandate.objects.get().reference, "••••8472",
        "How we knew who gave it", "New instruction (0N) in file", "What we will take by Direct Debit: £100.00 in all",
        f"DD-{Collection.objects.get().pk}: £100.00 on 21 December 2026", "first collection (01)", "The claim was logged", "11 January 2027",
        "has the SHA-256",
    ):  # fmt: skip
        assert told in said, told
    assert "63748472" not in said
    assert pikepdf.open(BytesIO(pdf)).Root.MarkInfo.Marked
    assert check_books().agrees


def test_calls_that_bear_on_it_are_told(claim: int, olive: Actor) -> None:
    mandate = Mandate.objects.get()
    payer = mandate.standing.customer_id
    for about, passed, on in (
        ("Direct Debit: when it is taken", ("address", "amount", "name"), CLAIMED_ON - timedelta(days=3)),
        ("A missed bin", ("address", "amount", "name"), CLAIMED_ON - timedelta(days=3)),
        ("Direct Debit, by a stranger", (), CLAIMED_ON - timedelta(days=2)),
        ("Direct Debit, after the claim", ("address", "amount", "name"), CLAIMED_ON + timedelta(days=1)),
    ):
        told = CallTold("customer", "A Lovegrove", passed=passed, about=about)
        record_call(customer=payer, told=told, on=on, at=at(on), by=olive)
    said = words(kept_pack(make(claim, olive).pack)[1])
    assert "Calls on record" in said
    assert "the customer called and gave rightly: the first line of the address and the postcode" in said
    assert "It was about: Direct Debit: when it is taken" in said
    for left in ("missed bin", "stranger", "after the claim"):
        assert left not in said


def test_calls_of_the_log_stand_beside_them_with_nothing_else_of_the_payer(claim: int, olive: Actor) -> None:
    payer = Mandate.objects.get().standing.customer.reference
    kept = {}
    for words_, more, on in (
        ("Asked when the Direct Debit is taken: told the 21st", {"outcome": "spoke"}, CLAIMED_ON - timedelta(days=2)),
        ("Has been in hospital", {}, Mandate.objects.get().agreed_on),
        ("Asked about a Direct Debit for water", {"outcome": "somebody_else"}, CLAIMED_ON - timedelta(days=2)),
        ("Their Direct Debit, after the claim", {}, CLAIMED_ON + timedelta(days=1)),
        ("Does not know our Direct Debbit, wrongly typed, of Direct Debit", {}, CLAIMED_ON - timedelta(days=1)),
    ):
        told = ExchangeTold(kind="call_in", words=words_, **more)
        kept[words_] = record_exchange(customer=payer, told=told, on=on, at=at(on), by=somebody("collections")).exchange
    wrong = kept["Does not know our Direct Debbit, wrongly typed, of Direct Debit"]
    told = ExchangeTold(kind="call_in", words="Knows our Direct Debit", corrects=wrong)
    record_exchange(customer=payer, told=told, on=CLAIMED_ON, at=at(CLAIMED_ON), by=somebody("collections"))
    said = words(kept_pack(make(claim, olive).pack)[1])
    assert "they called us (spoke with them). Logged by" in said
    assert "Asked when the Direct Debit is taken: told the 21st" in said
    assert "Knows our Direct Debit" in said
    assert said.count("they called us") == 3, "the call of the day it was given is there, its words are not"
    for left in ("hospital", "for water", "after the claim", "wrongly typed"):
        assert left not in said


def test_the_same_facts_are_the_same_bytes_and_new_ones_another_pack(claim: int, olive: Actor) -> None:
    first = make(claim, olive)
    again = make(claim, olive, CLAIMED_ON + timedelta(days=3))
    assert (again.pack, again.sha256, again.already) == (first.pack, first.sha256, True)
    challenge_claim(claim=claim, evidence="The notice", on=CLAIMED_ON, at=at(CLAIMED_ON), by=olive)
    after = make(claim, olive)
    assert not after.already
    assert "The claim was challenged: The notice" in words(kept_pack(after.pack)[1])
    assert kept_pack(first.pack)[0].sha256.hex() == first.sha256


def test_what_there_is_not(olive: Actor) -> None:
    with pytest.raises(NoSuchClaim):
        make(7, olive)
    with pytest.raises(NoSuchPack):
        kept_pack(7)
