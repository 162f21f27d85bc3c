"""The first page, in a real browser, for each sort of person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from a_past import Past
from browser.a_year import a_year
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def year(live_server: LiveServer, tmp_path: Path) -> Past:
    """Books with a year of care in them."""
    return a_year(tmp_path)


def test_an_officers_day(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/").page
    window.usable_by_everyone()
    picture(page, "home", "Home for an income officer: today's figures, the bank, and where to go next")
    with window.sized(PHONE):
        picture(page, "home-phone", "Home on a phone")
    page.keyboard.press("/")
    page.keyboard.type("AN3 7QD")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mrs Gwendolyn Achterberg-Pugh")).to_be_visible()


@pytest.mark.parametrize("role", ["administrator", "collections"])
def test_other_peoples_day(year: Past, window: Window, open_to: OpenTo, role: str) -> None:
    open_to(window, role)
    page = window.go("/").page
    window.usable_by_everyone()
    links = page.get_by_role("navigation", name="Where to go next").get_by_role("link")
    expect(links.first).to_be_visible()
    picture(
        page, f"home-{role}", f"Home for {'an administrator' if role == 'administrator' else 'a collections officer'}"
    )
