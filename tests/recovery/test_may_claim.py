"""Every gate before a claim, asked through the books: the letter and its enclosures, its day, holds, care, the time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.documents.rendering.letter_document import letter_data
from piperoll.foundations.actors import Actor
from piperoll.recovery.letters import drawn, no_longer_right
from piperoll.recovery.record_deferred_payment import record_deferred_payment
from recovery.claims import SENT, asked, claimed, one_rung
from recovery.reminding import issue, now, owing, propose, send
from safeguards.people import hold, represent
from the_day import MONDAY


def test_thirty_days_after_the_letter_and_not_before(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    early, free = asked(ada, 30), asked(ada, 31)
    assert (early.answer.allowed, free.answer.allowed) == (False, True)
    assert early.answer.reasons == (
        "Not before 29 January 2027: 30 days after the letter of claim (Pre-Action Protocol for Debt Claims 3.4).",
    )


def test_the_letter_encloses_what_the_protocol_asks(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    (document,) = Document.objects.filter(customer=ada, kind="reminder")
    (letter,) = drawn([document])
    said = letter_data(letter)["blocks"]
    headings = [block["lines"][0] for block in said if block["kind"] == "heading"]
    assert [one for one in headings if one in ENCLOSED] == ENCLOSED
    assert sum(block["kind"] == "page" for block in said) == 4
    assert "28 January 2027" in letter.body
    assert "£120.00" in letter.body


ENCLOSED = [
    "Letter of claim", "What it is for", "Interest and charges", "How to pay", "Statement of your account",
    "Information sheet", "Reply form", "Your income and what you spend",
]  # fmt: skip


def test_whoever_acts_for_them_has_the_whole_letter_and_no_plain_reminder(olga: Actor, tmp_path: Path) -> None:
    one_rung(olga)
    ada = owing(tmp_path, olga, "Ada Lovegrove", "120.00")
    represent(olga, ada.pk, "deputy")
    issue(propose(SENT), SENT)
    (document,) = Document.objects.filter(customer=ada)
    (letter,) = drawn([document])
    assert (document.audience, "Reply form" in letter.body) == ("representative", True)
    assert "You do not owe this money yourself" in letter.body
    assert no_longer_right([document.source_id], SENT + timedelta(1)) == {}
    assert "posted on its own day" in no_longer_right([document.source_id], SENT + timedelta(2))[document.source_id]
    send(SENT + timedelta(2))
    assert "No letter of claim" in " ".join(asked(ada, 60).answer.reasons)


@pytest.mark.parametrize("kind", ["dispute", "complaint", "debt_advice", "breathing_space", "safeguarding"])
def test_no_claim_while_a_hold_stands(olga: Actor, tmp_path: Path, kind: str) -> None:
    ada = claimed(tmp_path, olga)
    hold(somebody("officer"), ada.pk, kind, on=SENT + timedelta(20))
    assert not asked(ada, 40).answer.allowed


def test_care_charges_wait_for_a_deferred_payment(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga, track="care")
    assert "Nobody recorded whether they own a property" in asked(ada, 31).answer.reasons[0]
    when = now(somebody("officer"), SENT + timedelta(20))
    told = {"customer": ada.reference, "owns_property": True, "offered_on": SENT, "evidence": "Land Registry"}
    assert "not refused" in record_deferred_payment(**told, **when).bar
    assert "not refused" in asked(ada, 31).answer.reasons[0]
    record_deferred_payment(**told, refused_on=SENT + timedelta(20), **when)
    assert asked(ada, 31).answer.allowed


def test_a_company_has_fourteen_days_after_a_letter_before_action(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga, track="commercial", stage="before_action")
    Customer.objects.filter(pk=ada.pk).update(kind="company")
    assert [asked(ada, days).answer.allowed for days in (14, 15)] == [False, True]


def test_what_was_billed_since_is_not_of_the_letter(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    owing(tmp_path, olga, "Ada Lovegrove", "5.00", on=MONDAY + timedelta(7))
    assert "the letter named £120.00" in asked(ada, 40).answer.reasons[0]
