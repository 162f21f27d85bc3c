"""Asking for a credit from the invoice, the list, one credit note and its PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from crediting import take_in_sample_limits
from piperoll.billing.models import CreditNote
from piperoll.foundations.actors import Actor
from the_day import bill, charge

SignIn = Callable[[str], Client]
ASKED = {"reason": "price_error", "why": "Two bins, not three", "evidence": "", "how_much": "all"}


@pytest.fixture
def number(manager: Actor, tmp_path: Path) -> str:
    """An invoice of two lines, £60.00 with VAT and £30.00 without."""
    take_in_sample_limits()
    raised = bill(
        tmp_path, manager, charge("A", "50.00", invoice_group="g", vat_code="S", income_code="TW02"),
        charge("B", "30.00", invoice_group="g"), on=date(2026, 11, 9),
    )  # fmt: skip
    return str(raised.first_number)


def test_within_the_limit_it_is_issued_and_shown_with_its_invoice(number: str, sign_in: SignIn) -> None:
    client = sign_in("officer")
    form = client.get(f"/invoices/{number}/credit/").content.decode()
    assert "£90.00" in form
    assert "Wheeled bin, 1,100 litres. £50.00 net is left to credit." in form
    told = {**ASKED, "how_much": "lines", "line_1": "10.00"}
    done = client.post(f"/invoices/{number}/credit/", told, follow=True).content.decode()
    note = CreditNote.objects.get()
    assert f"Credit note {note.number} for £12.00 is issued." in done
    assert "within their own limit" in done
    invoice = client.get(f"/invoices/{number}/").content.decode()
    assert note.number in invoice
    assert note.number in client.get("/credit-notes/").content.decode()
    pdf = client.get(f"/credit-notes/{note.number}/credit-note.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf.content == client.get(f"/credit-notes/{note.number}/credit-note.pdf").content
    account = client.get(f"/customers/{note.customer.reference}/").content.decode()
    assert f"Credit note {note.number} for £12.00" in account
    assert client.get("/credit-notes/ATC1/").status_code == 404


def test_beyond_it_a_request_waits(number: str, sign_in: SignIn) -> None:
    page = sign_in("assistant").post(f"/invoices/{number}/credit/", ASKED, follow=True).content.decode()
    assert "£90.00 waits for somebody else to decide" in page
    assert not CreditNote.objects.exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"reason": "bad_debt"}, "not for a debt that cannot be paid"),
        ({"how_much": "sum"}, "Enter the sum"),
        ({"how_much": "sum", "amount": "90.01"}, "is left to credit"),
        ({"how_much": "lines"}, "Enter what is too much of at least one line"),
        ({"how_much": "lines", "line_2": "30.01"}, "is left to credit"),
        ({"why": ""}, "Say it in your words"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    number: str, sign_in: SignIn, told: dict[str, str], words: str
) -> None:
    page = sign_in("officer").post(f"/invoices/{number}/credit/", {**ASKED, **told})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not CreditNote.objects.exists()


def test_whoever_may_not_ask_has_no_button(number: str, sign_in: SignIn) -> None:
    client = sign_in("auditor")
    assert "Ask for a credit note" not in client.get(f"/invoices/{number}/").content.decode()
    assert client.get(f"/invoices/{number}/credit/").status_code == 403
    assert sign_in("requester").get(f"/invoices/{number}/credit/").status_code == 404


WHY = {"why": "Three bins, not two", "evidence": ""}


def test_what_was_missing_is_billed_and_both_invoices_say_so(number: str, sign_in: SignIn) -> None:
    client = sign_in("officer")
    silent = client.post(f"/invoices/{number}/adjust/", {**WHY, "reason": "left_out"}).content.decode()
    assert "Say what is missing" in silent
    told = {**WHY, "reason": "left_out", "line_2": "5.00"}
    page = client.post(f"/invoices/{number}/adjust/", told, follow=True).content.decode()
    assert f"for £5.00 adjusts {number}." in page
    assert "Adjusted by" in client.get(f"/invoices/{number}/").content.decode()


def test_an_invoice_is_cancelled_and_billed_again_in_one_act(number: str, sign_in: SignIn) -> None:
    client = sign_in("officer")
    nothing = client.post(f"/invoices/{number}/bill-again/", {**WHY, "reason": "price_error"}).content.decode()
    assert "Say what is put right" in nothing
    nobody = client.post(f"/invoices/{number}/bill-again/", {**WHY, "reason": "wrong_debtor", "customer": "C99"})
    assert "C99" in nobody.content.decode()
    assert "Income code of line 1" in nothing
    told = {**WHY, "reason": "price_error", "line_1": "40.00", "vat_1": "", "income_1": ""}
    page = client.post(f"/invoices/{number}/bill-again/", told, follow=True).content.decode()
    assert f"Invoice {number} is cancelled by ATC" in page
    assert "Replaces" in page
    first = client.get(f"/invoices/{number}/").content.decode()
    assert "Replaced by" in first
    assert "credited, of £90.00" in first
    waits = sign_in("assistant").get(f"/invoices/{number}/bill-again/")
    assert waits.status_code == 200
    assert sign_in("auditor").get(f"/invoices/{number}/adjust/").status_code == 403
