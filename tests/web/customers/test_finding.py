"""Finding: with the button one answer opens; while typing nobody is carried off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from a_past import Past, numbers
from piperoll.customers.models import Customer

SignIn = Callable[[str], Client]


@pytest.fixture
def clerk(year: Past, sign_in: SignIn) -> Client:
    return sign_in("collections")


def test_one_answer_opens(clerk: Client) -> None:
    reference = Customer.objects.get(name__contains="Pugh").reference
    assert clerk.get("/customers/", {"q": "pugh"})["Location"] == f"/customers/{reference}/"
    assert clerk.get("/customers/", {"q": reference.lower()})["Location"] == f"/customers/{reference}/"
    assert clerk.get("/customers/", {"q": numbers()[0]})["Location"] == f"/invoices/{numbers()[0]}/"


def test_while_typing_the_answers_stay_on_the_page(clerk: Client) -> None:
    response = clerk.get("/customers/", {"q": numbers()[0]}, headers={"X-Requested-With": "fetch"})
    assert response.status_code == 200
    assert f'href="/invoices/{numbers()[0]}/"' in response.content.decode()


def test_several_answers_are_listed_and_none_says_what_to_try(clerk: Client) -> None:
    page = clerk.get("/customers/", {"q": "an"}).content.decode()
    assert "Nobody is found by “an”" in page
    page = clerk.get("/customers/", {"q": "z"}).content.decode()
    assert "at least two letters" in page


@pytest.mark.parametrize(
    "nasty", ["%", "_", "\\", "\x00", "' OR 1=1 --", "<script>alert(1)</script>", "😀" * 50, "9" * 400]
)
def test_hostile_words_find_nothing_and_harm_nothing(clerk: Client, nasty: str) -> None:
    response = clerk.get("/customers/", {"q": nasty})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_who_may_not_add_is_not_asked_to(clerk: Client, sign_in: SignIn) -> None:
    assert "/customers/add/" in sign_in("assistant").get("/customers/").content.decode()
    assert "/customers/add/" in clerk.get("/customers/").content.decode()
    assert "/customers/add/" not in sign_in("auditor").get("/customers/").content.decode()
    assert sign_in("auditor").get("/customers/add/").status_code == 403


def test_adding_a_customer_and_changing_one_with_why(clerk: Client) -> None:
    told = {"kind": "person", "name": "Ms Nan Linnet", "address": "1 Brine Street", "postcode": "AN1 2AB"}
    added = clerk.post("/customers/add/", told)
    assert added.status_code == 302
    changed = clerk.post(f"{added['Location']}change/", told | {"name": "Dr Nan Linnet", "reason": "She asked"})
    assert changed.status_code == 302
    assert "Why: She asked" in clerk.get(f"{added['Location']}history/").content.decode()
    again = clerk.post("/customers/add/", told | {"name": "Dr Nan Linnet"}).content.decode()
    assert "is a customer already" in again
