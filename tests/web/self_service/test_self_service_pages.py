"""A service's own people ask, answer and see what became of it; of other services they see nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from billing.serving import PUGH, ask_customer, ask_invoice, customer, limits, of_service, wanted
from piperoll.authority.models import Request, RequestFile, RequestState, User, UserService
from piperoll.billing.models import Invoice
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from web.reading import said

SignIn = Callable[[str], Client]
PDF = b"%PDF-1.7 a form"
CUSTOMER = {
    "service": "BUS", "kind": "person", "name": PUGH.name, "address": PUGH.address, "postcode": PUGH.postcode,
    "reason": "first_bill", "why": "A bus pass for Amy",
}  # fmt: skip
INVOICE = {
    "service": "BUS", "key": "K1", "reason": "supplied", "why": "The pass was lost", "lines": "1",
    "line-1-description": "Replacement bus pass", "line-1-quantity": "1", "line-1-unit_price": "300.00",
    "line-1-vat_code": "Z", "line-1-income_code": "BUS01",
}  # fmt: skip


@pytest.fixture
def rita(manager: Actor) -> Client:
    """A requester of school transport, signed in."""
    limits()
    return signed_in(of_service("requester"))


def signed_in(who: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id))
    return client


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("form.pdf", PDF, content_type="application/pdf")


def test_a_customer_is_asked_for_those_like_them_shown_first(rita: Client, manager: Actor, sign_in: SignIn) -> None:
    there = customer(manager)
    page = said(rita, "/your-requests/customer/", **CUSTOMER)
    assert "Is it one of these?" in page
    assert there in page
    assert "14 Limekiln Row</td>" not in page
    assert not Request.objects.exists()
    sent = said(rita, "/your-requests/customer/", **CUSTOMER, somebody_else="on", document=file())
    assert "It waits for somebody to decide." in sent
    assert "14 Limekiln Row, AN1 2AB" in sent
    asked = Request.objects.get().pk
    senior = sign_in("senior")
    page = said(senior, f"/approvals/{asked}/")
    assert "A like name at this postcode" in page
    assert "form.pdf" in page
    kept = RequestFile.objects.get().pk
    answer = senior.get(f"/approvals/{asked}/files/{kept}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="form.pdf"'
    assert "is customer C" in said(senior, f"/approvals/{asked}/", decision="approve", reason="")
    assert Customer.objects.count() == 2
    assert "is customer C" in said(rita, "/your-requests/")


def test_an_invoice_is_checked_then_sent_returned_answered_and_issued(rita: Client, manager: Actor) -> None:
    told = INVOICE | {"customer_ref": customer(manager)}
    check = said(rita, "/your-requests/invoice/", **told, preview="1")
    assert "Check this invoice" in check
    assert "Limekiln Row" not in check
    sent = said(rita, "/your-requests/invoice/", **told, send="1", gross="30000", document=file())
    assert "£300.00 waits for somebody else to decide." in sent
    asked = Request.objects.get().pk
    percy = signed_in(of_service("approver"))
    assert "1</span>" in said(percy, "/")
    said(percy, f"/approvals/{asked}/", decision="return", reason="Whose pass?")
    assert "Percy" not in said(rita, "/your-requests/")
    assert "Approver One asks: Whose pass?" in said(rita, "/your-requests/")
    assert "Your requests (1)" in said(rita, "/")
    assert "came back with a question" in said(rita, "/")
    said(rita, f"/approvals/{asked}/files/", document=SimpleUploadedFile("more.pdf", PDF + b" more"))
    assert "waits to be decided again" in said(rita, f"/approvals/{asked}/answer/", answer="Amy’s")
    assert "is issued" in said(percy, f"/approvals/{asked}/", decision="approve", reason="")
    page = said(rita, "/your-requests/")
    assert f"Invoice {Invoice.objects.get().number} for £300.00 is issued." in page
    officer = signed_in(manager)
    page = said(officer, f"/invoices/{Invoice.objects.get().number}/")
    assert "form.pdf" in page
    assert "Requester One" in page


def test_what_is_asked_can_be_changed_and_asked_again(rita: Client, manager: Actor) -> None:
    reference = customer(manager)
    first = ask_invoice(of_service("requester"), wanted(reference, "300.00"), on=timezone.localdate()).request
    assert f"/your-requests/invoice/?again={first}" in said(rita, f"/approvals/{first}/")
    page = said(rita, f"/your-requests/invoice/?again={first}")
    assert 'value="300.00"' in page
    assert f'name="instead_of" value="{first}"' in page
    told = INVOICE | {"customer_ref": reference, "instead_of": str(first), "line-1-unit_price": "290.00"}
    said(rita, "/your-requests/invoice/", **told, send="1", gross="29000")
    assert RequestState.objects.get(pk=first).state == "withdrawn"
    other = ask_customer(of_service("requester"), on=timezone.localdate()).request
    page = said(rita, f"/your-requests/customer/?again={other}")
    assert "Mrs Gwendolyn Pugh" in page


def test_other_services_people_see_none_of_it(rita: Client, manager: Actor) -> None:
    asked = ask_invoice(of_service("requester"), wanted(customer(manager), "300.00")).request
    tess = signed_in(of_service("approver", "TRADE", username="tess.trade"))
    assert f"/approvals/{asked}/" not in said(tess, "/approvals/")
    assert f"/approvals/{asked}/" not in said(tess, "/approvals/?view=all")
    assert tess.get(f"/approvals/{asked}/").status_code == 404
    assert tess.get(f"/approvals/{asked}/files/1/").status_code == 404
    assert "School transport" not in said(tess, "/your-requests/invoice/")
    assert "BUS01" not in said(tess, "/your-requests/invoice/")
    assert tess.get(f"/your-requests/invoice/?again={asked}").status_code == 404


def test_who_may_be_billed_is_found_and_no_address_is_shown(rita: Client, manager: Actor) -> None:
    reference = customer(manager)
    page = said(rita, f"/your-requests/customers/?q={reference}")
    assert f"/your-requests/invoice/?customer={reference}" in page
    assert "Limekiln" not in page
    assert "Nobody your service may bill" in said(rita, "/your-requests/customers/?q=pugh")
    assert reference in said(rita, "/your-requests/customers/?q=Mrs+Gwendolyn+Pugh&postcode=AN1+2AB")
    assert f'value="{reference}"' in said(rita, f"/your-requests/invoice/?customer={reference}")


def test_somebody_of_no_service_is_told_what_to_do(rita: Client) -> None:
    UserService.objects.all().delete()
    assert "Nobody has said which services you work for" in said(rita, "/your-requests/")


def test_officers_have_no_use_for_it(manager: Actor, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    assert "/your-requests/" not in said(officer, "/")
    assert officer.get("/your-requests/").status_code == 403
    assert "Approvals" not in said(sign_in("requester"), "/")


def test_a_file_that_is_none_is_said_so_and_nothing_is_sent(rita: Client, manager: Actor) -> None:
    program = SimpleUploadedFile("form.pdf", b"MZ a program")
    page = said(rita, "/your-requests/customer/", **CUSTOMER, document=program)
    assert "cannot be attached: what is in it is none of those" in page
    assert not Request.objects.exists()
    asked = ask_customer(of_service("requester"), on=timezone.localdate()).request
    page = said(rita, f"/approvals/{asked}/files/", document=SimpleUploadedFile("x.pdf", b"MZ"))
    assert "cannot be attached" in page
