"""Merging from the account's page: find the other, see both, say why; and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from a_past import Past
from piperoll.customers.models import Alias, AliasEnd, Customer

SignIn = Callable[[str], Client]


@pytest.fixture
def two(year: Past) -> tuple[str, str]:
    """Mrs Achterberg-Pugh, and somebody else."""
    pugh = Customer.objects.get(name__contains="Pugh")
    other = Customer.objects.create(
        reference="C900000001", kind="person", name="Gwen Pugh", created_at="2026-01-01T00:00Z"
    )
    return pugh.reference, other.reference


def test_both_are_shown_then_merged_then_two_again(two: tuple[str, str], sign_in: SignIn) -> None:
    pugh, gwen = two
    client = sign_in("officer")
    found = client.get(f"/customers/{pugh}/merge/?q=pugh").content.decode()
    assert f"merge/?with={gwen}" in found
    address = f"/customers/{pugh}/merge/?with={gwen}"
    page = client.get(address).content.decode()
    assert "Are these two the same?" in page
    assert "£324.50" in page
    assert "Say in a few words how you know" in client.post(address, {"keep": pugh, "reason": ""}).content.decode()
    merged = client.post(address, {"keep": pugh, "reason": "Same NI number"}, follow=True)
    assert merged.redirect_chain == [(f"/customers/{pugh}/", 302)]
    page = merged.content.decode()
    assert "Accounts merged into this one" in page
    assert "Same NI number" in page
    assert client.get(f"/customers/{gwen}/").headers["Location"] == f"/customers/{pugh}/"
    yesterday = client.get(f"/customers/{gwen}/?as_at=2026-10-01")
    assert yesterday.status_code == 200, "on an earlier day it stood alone"
    back = client.post(f"/customers/{gwen}/unmerge/", {"reason": "Her sister"}, follow=True)
    assert "stands alone again" in back.content.decode()
    assert AliasEnd.objects.count() == 1


def test_the_other_may_be_the_one_that_stays(two: tuple[str, str], sign_in: SignIn) -> None:
    pugh, gwen = two
    response = sign_in("officer").post(f"/customers/{pugh}/merge/?with={gwen}", {"keep": gwen, "reason": "x"})
    assert response.headers["Location"] == f"/customers/{gwen}/"
    assert Alias.objects.get().kept.reference == gwen


def test_a_refusal_is_said_on_the_page(two: tuple[str, str], sign_in: SignIn) -> None:
    pugh, _ = two
    response = sign_in("officer").post(f"/customers/{pugh}/merge/?with={pugh}", {"keep": pugh, "reason": "x"})
    assert "That is the same customer twice" in response.content.decode()


def test_only_who_may_merge_is_offered_it(two: tuple[str, str], sign_in: SignIn) -> None:
    for role, may in (("officer", True), ("assistant", True), ("auditor", False)):
        page = sign_in(role).get(f"/customers/{two[0]}/").content.decode()
        assert (f"/customers/{two[0]}/merge/" in page) is may, role
    assert sign_in("auditor").get(f"/customers/{two[0]}/merge/").status_code == 403


def test_who_stands_alone_is_not_un_merged(two: tuple[str, str], sign_in: SignIn) -> None:
    assert "stands alone" in sign_in("officer").get(f"/customers/{two[0]}/unmerge/").content.decode()
