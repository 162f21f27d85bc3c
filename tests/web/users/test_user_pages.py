"""Users on the page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from piperoll.authority.models import User
from web.reading import posted
from web.staff import client_of


@pytest.fixture
def pat(db: None, settings: Settings) -> Client:
    """An administrator at their desk; Ines is an officer, Ada another administrator."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.create(username="ines", name="Ines Okafor", role="officer")
    User.objects.create(username="ada", name="Ada Ledger", role="administrator")
    return client_of("administrator", "pat")


def secret_on(page: str) -> str:
    found = re.search(r'app-secret">([a-z-]+)<', page)
    assert found
    return found[1]


def test_a_new_users_password_is_shown_once_and_works(pat: Client) -> None:
    page = posted(pat, "/users/add/", name="Tomasz Bright", username="tomasz", role="officer")
    assert User.objects.get(username="tomasz").check_password(secret_on(page))
    assert "app-secret" not in pat.get("/users/").content.decode()
    assert "no-store" in pat.post("/users/ines/password/")["Cache-Control"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"username": "ines"}, "There is a user called ines already"),
        ({"username": "a b"}, "cannot be a username"),
        ({"role": ""}, "Choose role"),
        ({"role": "god"}, "Select a valid choice"),
        ({"name": ""}, "Enter name"),
    ],
)
def test_what_cannot_be_is_said(pat: Client, sent: dict[str, str], said: str) -> None:
    assert said in posted(pat, "/users/add/", **{"name": "T", "username": "tomasz", "role": "officer", **sent})
    assert not User.objects.filter(username="tomasz").exists()


def test_a_role_changes_and_a_nonsense_one_does_not(pat: Client) -> None:
    assert "is now Auditor." in posted(pat, "/users/ines/role/", role="auditor")
    assert "There is no role" in posted(pat, "/users/ines/role/", role="god")


def test_one_is_disabled_twice_and_let_in_again(pat: Client) -> None:
    assert "may no longer sign in." in posted(pat, "/users/ines/disable/")
    assert "is disabled already" in posted(pat, "/users/ines/disable/")
    assert "may sign in again." in posted(pat, "/users/ines/enable/")


def test_neither_oneself_nor_the_last_administrator(pat: Client) -> None:
    assert "cannot disable your own account" in posted(pat, "/users/pat/disable/")
    posted(pat, "/users/ada/disable/")
    ada = Client()
    ada.force_login(User.objects.get(username="ada"))
    assert ada.get("/users/").status_code == 302
    assert pat.post("/users/pat/password/").status_code == 409


def test_a_locked_user_is_shown_and_unlocked_by_a_new_password(pat: Client) -> None:
    User.objects.filter(username="ines").update(
        locked_until_at=timezone.now() + timedelta(minutes=10), failed_sign_ins=3
    )
    page = pat.get("/users/ines/").content.decode()
    assert "Locked for a while" in page
    assert "Locked until" in page
    posted(pat, "/users/ines/password/")
    assert "Locked" not in pat.get("/users/ines/").content.decode()


def test_an_auditor_sees_who_there_is_and_changes_nothing(pat: Client) -> None:
    auditor = client_of("auditor", "audrey")
    assert "Ada Ledger" in auditor.get("/users/").content.decode()
    page = auditor.get("/users/ines/").content.decode()
    assert "Disable" not in page
    for deed in ("role", "disable", "enable", "password"):
        assert auditor.post(f"/users/ines/{deed}/").status_code == 403
    assert client_of("officer", "olu").get("/users/").status_code == 403


@pytest.mark.parametrize("deed", ["", "role/", "disable/", "password/"])
def test_nobody_of_that_name_is_not_found_or_refused(pat: Client, deed: str) -> None:
    where = f"/users/nobody/{deed}"
    response = pat.post(where, follow=True) if deed else pat.get(where)
    assert response.status_code in (404, 409)


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_asks_the_same_few_questions(pat: Client, many: int, django_assert_max_num_queries: Any) -> None:
    User.objects.bulk_create(User(username=f"u{n}", name=f"U {n}", role="officer") for n in range(many))
    with django_assert_max_num_queries(5):
        pat.get("/users/")
