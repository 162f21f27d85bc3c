"""A day's letters on the page: prepared, sent, looked into, and what came back recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from piperoll.billing.raise_invoices import raise_invoices
from piperoll.customers.models import Contact, Customer, DeliveryChoice
from piperoll.dispatch.models import Document
from piperoll.documents.load_templates import load_templates
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run
from piperoll.safeguards.models import View
from safeguards.people import flag
from the_day import charge
from web.reading import said

SignIn = Callable[[str], Client]
OCTOBER = {"on": date(2026, 10, 1), "at": datetime(2026, 10, 1, 9, tzinfo=UTC)}


@pytest.fixture
def assistant(manager: Actor, sign_in: SignIn, tmp_path: Path) -> Client:
    """Ada by post and Ben by email, billed in October; an assistant at the desk."""
    load_templates(**OCTOBER, by=manager)
    file = tmp_path / "october.csv"
    rows = [charge(f"{n}-1", "10.50", name=f"{n} Lovegrove", address_1=f"{n} Lane") for n in ("Ada", "Ben")]
    file.write_text(feeder_csv.write(rows))
    raise_invoices(feeder=file, **OCTOBER, by=manager)
    ben, run = Customer.objects.get(name="Ben Lovegrove"), Run.objects.order_by("-id")[0]
    Contact.objects.create(customer=ben, kind="email", value="ben@example.com", valid_from=OCTOBER["on"])
    DeliveryChoice.objects.create(
        customer=ben, channel="email", language="en", format="standard", valid_from=OCTOBER["on"], run=run
    )
    return sign_in("assistant")


def document(name: str) -> Document:
    return Document.objects.filter(recipient__startswith=name).order_by("-id")[0]


def test_prepared_sent_and_found_in_two_clicks(assistant: Client, manager: Actor, sign_in: SignIn) -> None:
    page = said(assistant, "/letters/", kind="invoice", dated="1 10 2026")
    assert "2 documents prepared" in page
    assert "Waiting to go" in page
    page = said(assistant, "/letters/dispatch/", batch=str(document("Ada").outbox.batch_id))
    assert "1 by post, 1 by email, 0 pulled" in page
    customer = document("Ben").customer.reference
    assert "/copy.pdf" in said(assistant, f"/customers/{customer}/letters/")
    assert "/copy.pdf" in said(assistant, f"/invoices/{document('Ben').number}/letters/")
    for role in ("auditor", "finance_director"):
        assert "/copy.pdf" not in said(sign_in(role), f"/customers/{customer}/letters/"), "they may not take one out"
    for role in ("collections", "assistant"):
        assert sign_in(role).get(f"/letters/documents/{document('Ben').pk}/copy.pdf").status_code == 200
    copy = assistant.get(f"/letters/documents/{document('Ben').pk}/copy.pdf")
    assert copy["content-type"] == "application/pdf"
    listed = said(assistant, "/letters/")
    assert "Dispatched" in listed
    name = listed.partition("/letters/print/")[2].partition(".pdf")[0]
    assert assistant.get(f"/letters/print/{name}.csv")["content-type"] == "text/csv"
    assert assistant.get("/letters/print/other.pdf").status_code == 404
    flag(manager, Customer.objects.get(name="Ada Lovegrove").pk, "restricted", on=timezone.localdate())
    for kind in ("csv", "pdf"):
        assert assistant.get(f"/letters/print/{name}.{kind}").status_code == 403
    assert View.objects.filter(username="ines.assistant", grant=None).count() == 2


def test_caught_emails_are_shown_as_their_reader_would_see_them(assistant: Client) -> None:
    said(assistant, "/letters/", kind="invoice", dated="1 10 2026")
    said(assistant, "/letters/dispatch/", batch="")
    listed = said(assistant, "/letters/caught/")
    assert "ben@example.com" in listed
    name = listed.partition('href="/letters/caught/')[2].partition("/")[0]
    while not name.startswith("document"):
        listed = listed.partition('href="/letters/caught/')[2]
        name = listed.partition("/")[0]
    assert "Dear Ben Lovegrove" in said(assistant, f"/letters/caught/{name}/")
    assert assistant.get("/letters/caught/none/").status_code == 404


def test_what_comes_back_is_recorded_and_each_state_offers_its_own_deeds(assistant: Client) -> None:
    said(assistant, "/letters/", kind="invoice", dated="1 10 2026")
    ada = f"/letters/documents/{document('Ada').pk}/"
    assert "Void it" in said(assistant, ada)
    said(assistant, "/letters/dispatch/", batch="")
    assert "The letter came back" in said(assistant, ada)
    assert "The email came back" not in said(assistant, ada)
    assert "is looked for" in said(assistant, ada, deed="record_returned_mail", reason="not known")
    ben = f"/letters/documents/{document('Ben').pk}/"
    assert "It goes by post instead" in said(assistant, ben, deed="record_bounce", reason="full")
    assert "This field" not in said(assistant, f"/letters/documents/{document('Ben').pk}/", deed="", reason="")
    assert assistant.get("/letters/documents/999999/").status_code == 404


def test_an_auditor_sees_and_sends_nothing(assistant: Client, sign_in: SignIn) -> None:
    said(assistant, "/letters/", kind="invoice", dated="1 10 2026")
    auditor = sign_in("auditor")
    assert "Dispatch" not in said(auditor, "/letters/")
    assert auditor.post("/letters/dispatch/").status_code == 403
    assert auditor.get(f"/letters/documents/{document('Ada').pk}/").status_code == 200
