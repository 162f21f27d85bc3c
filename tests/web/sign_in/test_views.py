"""Signing in, signing out, and changing a password."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from piperoll.authority.models import User

pytestmark = pytest.mark.django_db
RIGHT = "parchment otter lantern"


@pytest.fixture
def ines(settings: Settings) -> User:
    """An income officer."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = User(username="ines", name="Ines Okafor", role="officer")
    user.set_password(RIGHT)
    user.save()
    return user


def sign_in(client: Client, password: str = RIGHT, **more: str) -> str:
    """Send the form; where it leads, or what it says."""
    response = client.post("/sign-in/", {"username": "ines", "password": password, **more})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def test_the_right_password_leads_to_the_page_asked_for(ines: User, client: Client) -> None:
    assert sign_in(client, next="/style/?q=1") == "/style/?q=1"
    assert client.get("/style/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "/\\evil.example"]
)
def test_it_never_leads_to_another_site(ines: User, client: Client, elsewhere: str) -> None:
    assert sign_in(client, next=elsewhere) == "/"


def test_a_wrong_password_a_wrong_name_and_a_disabled_user_hear_the_same(ines: User, client: Client) -> None:
    said = "The username or password is not right, or the account is disabled or locked for a while."
    assert said in sign_in(client, "not this")
    assert said in sign_in(client, username="nobody")
    User.objects.update(is_active=False)
    assert said in sign_in(client)


def test_nothing_typed_says_what_to_type(ines: User, client: Client) -> None:
    page = sign_in(client, "", username="")
    assert "Enter your username" in page
    assert "Enter your password" in page
    assert "<title>Error: Sign in" in page


def test_eight_wrong_passwords_lock_even_the_right_one_out(ines: User, client: Client) -> None:
    for _ in range(8):
        sign_in(client, "not this")
    assert "locked for a while" in sign_in(client)


def test_a_session_of_a_user_disabled_since_is_over(ines: User, client: Client) -> None:
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get("/")["Location"] == "/sign-in/?next=/"


def test_signing_out_ends_the_session_and_only_by_a_button(ines: User, client: Client) -> None:
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_a_new_password_ends_other_sessions_and_not_this_one(ines: User, client: Client) -> None:
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    assert client.post("/password/", {"current": RIGHT, "new": "lantern otter parchment"})["Location"] == "/"
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert sign_in(Client(), "lantern otter parchment") == "/"


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        ("not this", "lantern otter parchment", "The current password is not right"),
        (RIGHT, "short", "This password is too short"),
        (RIGHT, "password1234", "This password is too common"),
        (RIGHT, RIGHT, "The new password is the one you have"),
    ],
)
def test_a_bad_new_password_changes_nothing(ines: User, client: Client, current: str, new: str, said: str) -> None:
    sign_in(client)
    assert said in client.post("/password/", {"current": current, "new": new}).content.decode()
    assert User.objects.get().check_password(RIGHT)


def test_a_form_of_another_site_is_not_taken(ines: User) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "ines", "password": RIGHT})
    assert response.status_code == 403
    assert "This page had gone out of date" in response.content.decode()


@pytest.mark.parametrize("nasty", ["a\x00b", "x" * 10_000, "’; DROP TABLE", "\ud83d\ude00"])
def test_hostile_names_are_only_wrong(ines: User, client: Client, nasty: str) -> None:
    response = client.post(
        "/sign-in/", {"username": nasty.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "password": RIGHT}
    )
    assert response.status_code == 200
