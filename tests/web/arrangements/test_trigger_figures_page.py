"""Trigger figures on their page: none at first, taken in by a file, those that are over told apart; for whoever may."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from piperoll.foundations.actors import Actor
from the_day import COUNCIL_FILE
from web.staff import client_of

HERE, TAKE_IN = "/set-up/trigger-figures/", "/set-up/trigger-figures/import/"
SAMPLE = Path(COUNCIL_FILE.parent / "triggers.csv")


def said(client: Client, where: str = HERE) -> str:
    return client.get(where).content.decode()


@pytest.fixture
def ada(manager: Actor) -> Client:
    """An administrator."""
    return client_of("administrator", "ada")


def sends(client: Client, content: bytes, name: str = "figures.csv") -> str:
    file = SimpleUploadedFile(name, content, "text/csv")
    return client.post(TAKE_IN, {"file": file}, follow=True).content.decode()


def test_taken_in_and_shown_with_those_that_are_over(ada: Client) -> None:
    assert "No figures were taken in" in said(ada)
    assert "Trigger figures" in said(ada, "/set-up/")
    assert "3 figures begun, 0 could not be taken." in sends(ada, SAMPLE.read_bytes())
    page = said(ada)
    for words in ("Food and housekeeping", "£240.00", "From 1 Apr 2026", "Invented for Anytown"):
        assert words in page
    assert "was already taken in" in sends(ada, SAMPLE.read_bytes())
    later = b"group,single,extra_adult,under_14,from_14,valid_from,authority\nfood,250.00,165,72,112,2099-04-01,Next\n"
    assert "1 figure begun, 0 could not be taken." in sends(ada, later, "later.csv")
    page = said(ada)
    assert "1 Apr 2026 to 31 Mar 2099" in page
    assert page.index("£250.00") < page.index("£240.00"), "the newest of a group first"


def test_only_those_who_may_take_them_in(ada: Client) -> None:
    auditor = client_of("auditor", "audrey")
    assert "Take figures in" not in said(auditor)
    assert auditor.get(TAKE_IN).status_code == 403
    assert client_of("requester", "rita").get(HERE).status_code == 403
