"""Templates on the page: loaded, read, written by one, approved by another, previewed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from piperoll.documents.load_templates import SHIPPED
from piperoll.foundations.actors import Actor
from the_day import bill, charge
from web.reading import said

SignIn = Callable[[str], Client]
WORDS = {"name": "hello", "kind": "letter", "language": "en", "audience": "self", "subject": "Hello", "body": "Hello."}


@pytest.fixture
def loaded(manager: Actor, sign_in: SignIn) -> Client:
    client = sign_in("manager")
    assert f"{len(json.loads(SHIPPED.read_text()))} templates loaded and approved by you" in said(
        client, "/letters/templates/", load="1"
    )
    return client


def test_the_list_tells_what_is_sent_and_what_waits(loaded: Client, sign_in: SignIn) -> None:
    page = said(loaded, "/letters/templates/")
    assert "invoice-email-executors" in page
    assert "Version 1 is sent" in page
    officer = sign_in("officer")
    page = said(officer, "/letters/templates/account-letter/write/", subject="Your account", body="Hello {{ today }}.")
    assert "Version 2 waits for somebody else’s approval" in page
    assert "You wrote version 2" in page
    assert "Approve these words" in said(loaded, "/letters/templates/account-letter/")
    assert "Version 2 may be sent from today" in said(loaded, "/letters/templates/account-letter/", version="2")


def test_a_new_template_and_a_wrong_blank(loaded: Client) -> None:
    assert "is not a blank" in said(loaded, "/letters/templates/new/", **{**WORDS, "body": "{{ shoe_size }}"})
    assert "Reading ease" in said(loaded, "/letters/templates/new/", **WORDS)
    assert "Not approved" in said(loaded, "/letters/templates/hello/")


def test_a_preview_with_a_real_customer(loaded: Client, manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A", "10.50"))
    reference = "C000000195"
    there = "/letters/templates/invoice-email/preview/"
    page = said(loaded, f"{there}?customer={reference}")
    assert "Dear Pickle &amp; Sons Ltd" in page or "There is no customer" not in page
    assert "There is no customer with the reference" in said(loaded, f"{there}?customer=C1")
    pdf = loaded.get(f"/letters/templates/invoice-email/preview.pdf?customer={reference}")
    assert pdf["content-type"] == "application/pdf"


def test_an_assistant_reads_but_does_not_write(loaded: Client, sign_in: SignIn) -> None:
    assistant = sign_in("assistant")
    assert assistant.get("/letters/templates/account-letter/").status_code == 200
    assert assistant.get("/letters/templates/account-letter/write/").status_code == 403
    assert assistant.get("/letters/templates/poem/").status_code == 404
