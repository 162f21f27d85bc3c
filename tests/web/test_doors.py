"""Every address has a door, and a door opens only to those it is for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES
from piperoll.foundations.refusals import Refused
from piperoll.web.doors import EVERY_ROLE, Door, door_of, page, public

PUBLIC = {"came_back", "gocardless_webhook", "govuk_pay_webhook", "pay_a_bill", "pay_by_link", "payers_link", "sign_in"}


class TooLate(Refused):
    """The {day} run has already gone to the bank."""


@page(permission="raise_invoices")
def billing_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bills")


@page(permission="see_customers")
def refusing_page(request: HttpRequest) -> HttpResponse:
    raise TooLate(day="Friday")


@public
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("come in")


def unmarked_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("who am I?")


class Addresses:
    """A few pages of the tests' own beside the real ones."""

    from piperoll.config.urls import urlpatterns as real

    urlpatterns = [
        *real,
        path("bills/", billing_page),
        path("late/", refusing_page),
        path("open/", open_page),
        path("unmarked/", unmarked_page),
    ]


def signed_in(role: str, **facts: object) -> Client:
    client = Client()
    client.force_login(User.objects.create(username=role, name="Ines Okafor", role=role, **facts))
    return client


def every_address(resolver: URLResolver | None = None) -> Iterator[tuple[str, Door | None]]:
    """Every page; the API's addresses ask for a key instead (tests/api)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace == "api":
            continue
        if isinstance(pattern, URLPattern):
            yield str(pattern.name), door_of(pattern.callback)
        else:
            yield from every_address(pattern)


def test_every_page_names_a_permission_that_some_role_has_or_is_on_the_short_public_list() -> None:
    known = {EVERY_ROLE}.union(*(role.may for role in ROLES.values()))
    for name, door in every_address():
        assert door is not None, f"{name} has no door: mark its view with @page or @public"
        assert (door.permission in known) if door.permission else name in PUBLIC, f"{name} asks for {door.permission}"


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_everywhere_else() -> None:
    for name in ("", "style/", "password/"):
        response = Client().get(f"/{name}")
        assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next=/{name}")


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Addresses)
def test_a_page_opens_to_the_roles_it_is_for() -> None:
    assert signed_in("officer").get("/bills/").content == b"bills"
    assert Client().get("/open/").content == b"come in"
    response = signed_in("auditor").get("/bills/")
    assert response.status_code == 403
    assert "Ines Okafor may not do this: the role Auditor does not allow “raise invoices”." in response.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Addresses)
def test_a_page_nobody_marked_opens_to_nobody() -> None:
    with pytest.raises(ImproperlyConfigured, match="unmarked_page has no door"):
        signed_in("administrator").get("/unmarked/")


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Addresses)
def test_a_refusal_is_a_sentence_on_a_page() -> None:
    response = signed_in("officer").get("/late/")
    assert response.status_code == 409
    assert "The Friday run has already gone to the bank." in response.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Addresses)
def test_a_given_password_is_changed_before_anything_else() -> None:
    client = signed_in("officer", must_change_password=True)
    assert client.get("/bills/")["Location"] == "/password/"
    assert client.get("/password/").status_code == 200


@pytest.mark.django_db
def test_pages_for_staff_are_never_kept_by_a_browser_or_a_proxy() -> None:
    assert "no-store" in signed_in("officer").get("/")["Cache-Control"]


@pytest.mark.django_db
def test_the_row_of_sections_shows_what_a_role_may_see() -> None:
    assert 'data-shortcut="h"' in signed_in("officer").get("/").content.decode()


@pytest.mark.django_db
def test_scripts_and_styles_come_from_us_alone() -> None:
    response = signed_in("officer").get("/style/")
    policy = response["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    page_text = response.content.decode()
    assert "unsafe" not in policy
    assert page_text.count("<script") == page_text.count(f'<script nonce="{nonce}"') + page_text.count(
        '<script src="/static/piperoll/'
    )
    assert " style=" not in page_text
    assert " onclick=" not in page_text


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(ROLES))
def test_every_role_can_see_home(role: str) -> None:
    assert signed_in(role).get("/").status_code == 200
