"""A real Chromium at a real server, acting as the application's role. Marked `browser`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.window import FLAGS, Window, open_window
from piperoll.authority.models import User
from piperoll.config.chromium import find
from piperoll.council.models import Council

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread that also asks the database
expect.set_options(timeout=30_000)  # a shared machine may take its time
PASSWORD = "parchment otter lantern"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a window is a browser test."""
    for item in items:
        if {"window", "open_to", "plain_window"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium, gone when its tests are: it is busy with itself even when nobody asks it anything."""
    if not (found := find()):
        missing = "There is no Chromium here: browser tests did not run. Install it with: sudo apt install chromium"
        if os.environ.get("PIPEROLL_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Hashing is slow on purpose; here it only costs time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def its_own_post_room(post_room: Path) -> None:
    """What a window sends stays with its test."""


@pytest.fixture
def anytown(live_server: LiveServer) -> Council:
    """A council with a name and a colour."""
    council, _ = Council.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Anytown Council",
            "address": "Town Hall\nAnytown\nAY1 1AA",
            "invoice_prefix": "AT",
            "brand_colour": "#1d4f5f",
        },
    )
    return council


@pytest.fixture
def staff(anytown: Council) -> Callable[[str], User]:
    """Makes a member of staff with a role; the password is PASSWORD."""

    def made(role: str) -> User:
        user = User(username=f"{role}.user", name="Ines Okafor", role=role)
        user.set_password(PASSWORD)
        user.save()
        return user

    return made


@pytest.fixture
def window(chromium: Browser, live_server: LiveServer, anytown: Council) -> Iterator[Window]:
    """A tab where nobody has signed in."""
    with open_window(chromium, live_server.url) as opened:
        yield opened


@pytest.fixture
def plain_window(chromium: Browser, live_server: LiveServer, anytown: Council) -> Iterator[Window]:
    """A tab whose JavaScript is off."""
    with open_window(chromium, live_server.url, scripts=False) as opened:
        yield opened


@pytest.fixture
def open_to(live_server: LiveServer, staff: Callable[[str], User]) -> Callable[[Window, str], User]:
    """Signs a new member of staff of a role in to a window, without the form: `open_to(window, "officer")`."""

    def opened(window: Window, role: str) -> User:
        user, client = staff(role), Client()
        client.force_login(user)
        name = configured.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        window.page.context.add_cookies([cookie])
        return user

    return opened
