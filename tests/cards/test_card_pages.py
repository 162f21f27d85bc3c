"""Paying by card by page: a bill, a link, what became of it; and the officers' side."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from by_card import ask, billed, left, pay, start, the_books_agree, there
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from test_settle_card_payments import TUESDAY, settle

from piperoll.cards.ask_card_disputes import ask_card_disputes
from piperoll.cards.linking import MOST_OF_A_BILL
from piperoll.cards.models import CardEnd, CardPayment, CardSettlement, PaymentLink
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING
from web.staff import client_of


@pytest.fixture
def bills(stub: Stub, manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ada's two bills, on the day after."""
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY)
    return billed(tmp_path, manager, "120.50", "80.00")


def ends(stub: Stub, card: str = "4444333322221111") -> str:
    """The payer types a card; the page they come back to."""
    (govuk_id,) = (one["payment_id"] for one in stub.books.payments.values() if not one["state"]["finished"])
    stub.books.pay(govuk_id, card)
    back = str(stub.books.payments[govuk_id]["return_url"])
    assert back.startswith("http://testserver/")
    return back.removeprefix("http://testserver")


def test_a_bill_is_paid_with_its_number_and_sum_and_no_name_is_shown(stub: Stub, bills: list[str]) -> None:
    payer = Client()
    page = payer.get(f"/pay/?reference={bills[0]}&amount=120.50")
    shown = page.content.decode()
    assert bills[0] in shown
    assert 'value="120.50"' in shown
    assert f"form-action 'self' {stub.url}" in page.headers["Content-Security-Policy"]
    gone = payer.post("/pay/", {"reference": f" {bills[0].lower()} ", "amount": "120.50"})
    assert (gone.status_code, gone["Location"].startswith(f"{stub.url}/secure/")) == (302, True)
    reference = CardPayment.objects.get().reference
    assert "We do not know yet" in payer.get(f"/pay/back/{reference}/").content.decode()
    said = payer.get(ends(stub)).content.decode()
    assert "£120.50 has reached Anytown Borough Council" in said
    assert "Lovegrove" not in shown + said
    assert left(bills[0]) == 0
    assert payer.get("/pay/back/ANOTHER/").status_code == 404
    the_books_agree()


def test_whoever_guesses_learns_nothing_and_few_times(stub: Stub, bills: list[str]) -> None:
    payer = Client()

    def answer(reference: str, amount: str) -> str:
        said = payer.post("/pay/", {"reference": reference, "amount": amount}).content.decode()
        return " ".join(re.findall(r"govuk-error-summary__list.*?</ul>", said, re.S))

    unlike, too_much = answer("AT9999", "5.00"), answer(bills[0], "120.51")
    assert "We cannot take this payment" in unlike
    assert unlike == too_much
    for _ in range(MOST_OF_A_BILL - 1):
        answer(bills[0], "120.51")
    assert "Wait a quarter of an hour" in answer(bills[0], "120.50")
    assert payer.post("/pay/", {"reference": bills[1], "amount": "80.00"}).status_code == 302


def test_a_link_is_made_shown_once_and_pays_what_is_left(stub: Stub, bills: list[str]) -> None:
    ada, officer = Customer.objects.get(name="Ada Lovegrove"), client_of("officer", "ines")
    here = f"/customers/{ada.reference}/pay-by-card/"
    assert 'value="120.50"' in officer.get(f"{here}?invoice={bills[0]}").content.decode()
    assert "at least one invoice" in officer.post(here, {"link": "yes"}).content.decode()
    made = officer.post(here, {bills[0]: "120.50", bills[1]: "30", "link": "yes"}).content.decode()
    (address,) = re.findall(r"http://testserver(/pay/link/[\w-]+/)", made)
    assert PaymentLink.objects.count() == 1
    payer = Client()
    page = payer.get(address).content.decode()
    assert "Pay £150.50" in page
    assert "Lovegrove" not in page
    assert payer.post(address).status_code == 302
    assert "Nothing was paid" in payer.get(ends(stub, "4000000000000002")).content.decode()
    payer.post(address)
    assert "£150.50 has reached" in payer.get(ends(stub)).content.decode()
    assert "Nothing is left to pay here" in payer.get(address).content.decode()
    assert payer.get("/pay/link/another/").status_code == 404
    assert (left(bills[0]), left(bills[1])) == (0, 50_00)
    the_books_agree()


def test_an_officer_types_the_card_on_the_phone_and_sees_how_it_ended(stub: Stub, bills: list[str]) -> None:
    ada, officer, looker = Customer.objects.get(), client_of("officer", "ines"), client_of("auditor", "ann")
    here = f"/customers/{ada.reference}/pay-by-card/"
    assert looker.get(here).status_code == 403
    officer.post(here, {bills[1]: "80.00", "phone": "yes"})
    assert next(iter(stub.books.payments.values()))["moto"] is True
    assert "have not ended" in looker.get("/money-in/cards/").content.decode()
    stub.books.pay(next(iter(stub.books.payments)))
    assert "1 payment of £80.00 paid" in officer.post("/money-in/cards/ask/", follow=True).content.decode()
    officer.post(here, {bills[0]: "20.50", "phone": "yes"})
    said = officer.get(ends(stub, "0002"), follow=True).content.decode()
    assert "0 payments of £0.00 paid, 1 not paid" in said
    assert "Payment method rejected" in said
    assert (left(bills[0]), left(bills[1]), CardEnd.objects.count()) == (120_50, 0, 2)


def test_a_day_is_settled_from_an_export(stub: Stub, bills: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ada, officer = Customer.objects.get(), client_of("officer", "ines")
    officer.post(f"/customers/{ada.reference}/pay-by-card/", {bills[1]: "80.00", "phone": "yes"})
    officer.get(ends(stub))
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY + timedelta(days=1))
    (govuk_id,) = stub.books.payments
    day = {"settled_on_day": "23", "settled_on_month": "11", "settled_on_year": "2026"}
    head = "Reference,Amount,State,GOV.UK Payment ID,Total Amount,Fee\n"

    def sends(line: str) -> str:
        file = SimpleUploadedFile("transactions.csv", (head + line).encode())
        return officer.post("/money-in/cards/export/", day | {"file": file}, follow=True).content.decode()

    assert "none of ours" in sends("R,9.00,Success,nobody,9.00,\n")
    assert "1 payment settled: £79.75 is expected of the bank." in sends(f"R,80.00,Success,{govuk_id},80.00,0.25\n")


def test_settlements_are_taken_in_and_shown(stub: Stub, bills: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ada, officer = Customer.objects.get(), client_of("officer", "ines")
    officer.post(f"/customers/{ada.reference}/pay-by-card/", {bills[1]: "80.00", "phone": "yes"})
    officer.get(ends(stub))
    stub.books.fee_pence = 25
    stub.books.settle(MONDAY)
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY + timedelta(days=1))
    said = officer.post("/money-in/cards/settle/", follow=True).content.decode()
    assert "1 day settled: £80.00 less £0.25 that was kept." in said
    assert "£79.75" in said
    the_books_agree()


def test_a_day_below_nought_is_shown_as_what_is_owed(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "50.00")
    one = start(manager, {number: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    ask_card_disputes(on=TUESDAY, at=MORNING + timedelta(days=1), by=manager)
    stub.books.settle(TUESDAY)
    settle(manager)
    officer = client_of("officer", "ines")
    assert "Expected as a debit" in officer.get("/money-in/cards/").content.decode()
    banking = CardSettlement.objects.get(net_pence__lt=0).banking_id
    page = officer.get(f"/money-in/bankings/{banking}/").content.decode()
    assert "Owed since" in page
    assert "the bank will show it as a debit" in page
    assert "There is nothing here yet" not in page
