"""Whatever file is uploaded on whichever page: the page comes back with one clear sentence, and nothing is half-written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from billing.serving import ask_customer, limits, of_service
from commands.test_bad_files import BAD, LONGEST_SENTENCE
from piperoll.authority.models import Request, User
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run
from the_day import ask, bill, charge

SignIn = Callable[[str], Client]
DAY = {"on_day": "23", "on_month": "11", "on_year": "2026"}
PAGES: dict[str, tuple[str, str, dict[str, str]]] = {
    "raise invoices": ("/raise-invoices/", "feeder", DAY),
    "preview invoices": ("/previews/new/", "feeder", DAY),
    "a bank statement": ("/money-in/upload/", "file", {}),
    "a remittance": (
        "/money-in/remittances/upload/",
        "file",
        {"payer": "Shire", "reference": "R", "total": "10.00"}
        | {"paid_on_day": "23", "paid_on_month": "11", "paid_on_year": "2026"},
    ),
    "card payments settled": (
        "/money-in/cards/export/",
        "file",
        {"settled_on_day": "20", "settled_on_month": "11", "settled_on_year": "2026"},
    ),
    "fees": ("/set-up/fees/import/", "file", {}),
    "trigger figures": ("/set-up/trigger-figures/import/", "file", {}),
    "care": ("/care/import/", "file", {}),
    "a report from Bacs": ("/direct-debits/reports/", "file", {}),
}
GOOD_LINES = {"NULs inside", "a quotation mark never closed"}
"""Feeders with whole lines in them: those proceed."""
DOCUMENTS = {"a picture", "a PDF"}
WRITTEN = (
    "billing_invoice",
    "billing_preview",
    "billing_fee",
    "arrangements_triggerfigure",
    "billing_caredelivery",
    "billing_supportingdocument",
    "receipting_statement",
    "receipting_bankline",
    "receipting_remittance",
    "customers_customer",
    "authority_request",
    "authority_requestfile",
)


def written() -> dict[str, int]:
    return {name: ask(f"SELECT count(*) AS many FROM {name}")[0].many for name in WRITTEN}


def uploaded(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name.replace(' ', '-')}.pdf", BAD[name], content_type="application/pdf")


def complaint(client: Client, address: str, sent: dict[str, object]) -> str:
    """What the page says is wrong: one sentence, when it says so; nothing when the file was taken."""
    answer = client.post(address, sent, follow=True)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    page = html.fromstring(answer.content)
    places = ("//ul[contains(@class,'govuk-error-summary__list')]/li", "//p[contains(@class,'banner__heading')]")
    said = [one.text_content().strip() for place in places for one in page.xpath(place)]
    assert len(said) <= 1, said
    assert all(one.isprintable() and len(one) < LONGEST_SENTENCE for one in said), said
    return said[0] if said else ""


@pytest.mark.parametrize("door", PAGES)
def test_a_bad_file_comes_back_with_one_sentence_and_leaves_nothing(door: str, manager: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=manager.user_id))
    address, field, more = PAGES[door]
    for name in BAD:
        before = written()
        said = complaint(client, address, {field: uploaded(name), **more})
        if name not in GOOD_LINES:
            assert said, f"{door} said nothing of {name}"
            assert written() == before, f"{door} wrote something of {name}"
        assert not Run.objects.filter(state="working").exists(), f"{door} left a run open on {name}"


def test_a_document_that_is_none_is_kept_nowhere(manager: Actor, tmp_path: Path, sign_in: SignIn) -> None:
    limits()
    number = str(bill(tmp_path, manager, charge("A", "10.00")).first_number)
    rita = of_service("requester")
    asked = ask_customer(rita).request
    officer, requester = sign_in("officer"), Client()
    requester.force_login(User.objects.get(pk=rita.user_id))
    credit = {"reason": "price_error", "why": "Two bins", "how_much": "all"}
    doors: list[tuple[Client, str, dict[str, str]]] = [
        (officer, f"/invoices/{number}/attach/", {}),
        (officer, f"/invoices/{number}/credit/", credit),
        (requester, f"/approvals/{asked}/files/", {}),
        (requester, "/your-requests/customer/", {
            "service": "BUS", "kind": "person", "name": "Mr Owen Pugh", "address": "1 High Street", "postcode": "AN1 2AB",
            "reason": "first_bill", "why": "Fares",
        }),
    ]  # fmt: skip
    before = written()
    for client, address, more in doors:
        for name in set(BAD) - DOCUMENTS:
            said = complaint(client, address, {"document": uploaded(name), **more})
            assert "cannot be attached" in said or said == "The file is empty", (
                f"{address}: {said or 'nothing'} of {name}"
            )
            assert written() == before, f"{address} wrote something of {name}"
    assert Request.objects.count() == 1
