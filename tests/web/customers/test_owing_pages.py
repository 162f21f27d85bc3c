"""All they owe, on one page; links and other systems' figures by form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from a_past import Past
from piperoll.customers.models import Customer, Link, OtherAccount, ToldBalance

SignIn = Callable[[str], Client]


@pytest.fixture
def pugh(year: Past) -> str:
    Customer.objects.create(reference="C900000001", kind="person", name="Idris Pugh", created_at="2026-01-01T00:00Z")
    return Customer.objects.get(name__contains="Achterberg").reference


def test_a_household_is_linked_and_ended(pugh: str, sign_in: SignIn) -> None:
    client, here = sign_in("officer"), f"/customers/{pugh}/"
    assert f"{here}link/?with=C900000001" in client.get(f"{here}link/?q=idris").content.decode()
    assert (
        "Say in a few words how you know"
        in client.post(f"{here}link/?with=C900000001", {"kind": "household"}).content.decode()
    )
    told = {"kind": "household", "reason": "Same tenancy"}
    page = client.post(f"{here}link/?with=C900000001", told, follow=True).content.decode()
    assert "Idris Pugh" in page.split("Who belongs to them")[1]
    assert "£324.50" in page, "what she owes in all is hers alone"
    end = f"{here}links/{Link.objects.get().pk}/end/"
    page = client.post(end, {"reason": "Moved out"}, follow=True).content.decode()
    assert "Who belongs to them" not in page
    assert "ended already" in client.post(end, {"reason": "Moved out"}).content.decode()


def test_an_account_elsewhere_its_balance_and_its_end(pugh: str, sign_in: SignIn) -> None:
    client, here = sign_in("assistant"), f"/customers/{pugh}/"
    noted = client.post(f"{here}elsewhere/", {"system": "rent", "reference": "R77", "note": ""})
    number = OtherAccount.objects.get().pk
    assert noted.headers["Location"] == f"{here}elsewhere/{number}/balance/"
    day = {"told_on_day": "19", "told_on_month": "11", "told_on_year": "2026"}
    assert "must be a sum of money" in client.post(noted.headers["Location"], {"owed": "lots", **day}).content.decode()
    page = client.post(noted.headers["Location"], {"owed": "100.00", **day}, follow=True).content.decode()
    assert "£424.50" in page
    assert "19 Nov 2026" in page
    ahead = client.post(noted.headers["Location"], {"owed": "1", **day, "told_on_year": "2099"}).content.decode()
    assert "has not come yet" in ahead
    assert ToldBalance.objects.count() == 1
    page = client.post(f"{here}elsewhere/{number}/off/", {"reason": "Another Pugh"}, follow=True).content.decode()
    assert "£424.50" not in page


def test_who_may_only_look_sees_no_forms(pugh: str, sign_in: SignIn) -> None:
    client = sign_in("auditor")
    page = client.get(f"/customers/{pugh}/owes/")
    assert page.status_code == 200
    assert "Link another customer" not in page.content.decode()
    assert client.get(f"/customers/{pugh}/link/").status_code == 403


def test_what_there_is_not_is_said_so(pugh: str, sign_in: SignIn) -> None:
    client = sign_in("officer")
    for address in ("links/404/end/", "elsewhere/404/balance/", "elsewhere/404/off/"):
        assert client.get(f"/customers/{pugh}/{address}").status_code == 404
