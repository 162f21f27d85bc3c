"""Writing to a customer, kept copies, and letters of restricted records, as the pages tell them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from dispatch.letters import bill_three, person, prepare, to
from piperoll.dispatch.models import Document
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from safeguards.people import flag
from the_day import MONDAY, MORNING

SignIn = Callable[[str], Client]


@pytest.fixture
def billed(manager: Actor, tmp_path: Path) -> None:
    load_templates(on=timezone.localdate(), at=MORNING, by=manager)
    bill_three(tmp_path, manager)


def there(first_name: str = "Ada") -> str:
    return f"/customers/{person(first_name).reference}/write/"


def test_what_was_shown_is_sent_and_nothing_else(billed: None, sign_in: SignIn) -> None:
    client = sign_in("assistant")
    page = client.get(there(), {"template": "account-letter"}).content.decode()
    assert "Today your balance is £10.00" in page
    refused = client.post(there(), {"template": "account-letter", "seen": "0" * 32}).content.decode()
    assert "has changed since you saw it" in refused
    assert not Document.objects.exists()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(there(), {"template": "account-letter", "seen": seen}).status_code == 302
    assert Document.objects.get().kind == "letter"


def test_nonsense_and_the_barred_are_told_in_a_sentence(billed: None, manager: Actor, sign_in: SignIn) -> None:
    client = sign_in("assistant")
    assert "Select a valid choice" in client.get(there(), {"template": "poem"}).content.decode()
    assert "poem" in client.post(there(), {"template": "poem", "seen": "x"}).content.decode()
    flag(manager, person("Ben").pk, "minor", on=timezone.localdate())
    page = client.get(there("Ben"), {"template": "account-letter"}).content.decode()
    assert "a child is not written to about money" in page


def test_whoever_may_not_write_is_shown_no_door(billed: None, sign_in: SignIn) -> None:
    client = sign_in("auditor")
    assert client.get(there()).status_code == 403
    assert "Write to them" not in client.get(f"/customers/{person('Ada').reference}/").content.decode()


def test_a_text_is_previewed_as_a_text(billed: None, sign_in: SignIn) -> None:
    asked = {"customer": person("Ada").reference}
    page = sign_in("officer").get("/letters/templates/bill-text/preview/", asked).content.decode()
    assert "As a text: 1 message" in page
    assert "Open it as a letter" not in page


def test_only_a_manager_purges(billed: None, sign_in: SignIn) -> None:
    assert "copies past their time" in sign_in("assistant").get("/letters/kept/").content.decode()
    assert sign_in("assistant").post("/letters/kept/", {"seen": "1"}).status_code == 403
    said = sign_in("manager").post("/letters/kept/", {"seen": "1"}, follow=True).content.decode()
    assert "0 copies would be purged now, not the 1 you saw" in said


def test_a_letter_to_somebody_restricted_is_for_those_with_leave(billed: None, manager: Actor, sign_in: SignIn) -> None:
    prepare(manager)
    flag(manager, person("Ada").pk, "restricted", on=timezone.localdate())
    number = to("Ada").pk
    client = sign_in("assistant")
    assert client.get(f"/letters/documents/{number}/").status_code == 403
    assert client.get(f"/letters/documents/{number}/copy.pdf").status_code == 403
    assert (
        client.get("/letters/templates/invoice-email/preview.pdf", {"customer": person("Ada").reference}).status_code
        == 403
    )
    assert MONDAY.year == 2026
