"""Reports, in a real browser: aged debt and its way down, the check of the books."""

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


def test_aged_debt_leads_down_to_the_customer(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go("/reports/").page
    window.usable_by_everyone()
    picture(page, "reports", "The reports there are")
    page.get_by_role("link", name="Aged debt").click()
    window.usable_by_everyone()
    picture(page, "aged-debt", "Aged debt by service, as at any day")
    with window.sized(PHONE):
        picture(page, "aged-debt-phone", "Aged debt on a phone: the matrix scrolls, the bars shrink")
    page.get_by_text("As at another day").click()
    page.get_by_label("As at", exact=True).fill("30/9/2026")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("As at 30 Sep 2026")).to_be_visible()
    page.get_by_role("link", name="Adult social care").click()
    expect(page.get_by_text("Aged debt, as at 30 Sep 2026")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "aged-customers", "Who owes a service, the largest first")
    page.get_by_role("link", name="Mrs Gwendolyn Achterberg-Pugh").click()
    expect(page.get_by_text("This is the account as at 30 Sep 2026.")).to_be_visible()


def test_a_day_that_is_no_day_is_said_so(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "auditor")
    page = window.go("/reports/aged-debt/?as_at=31+2+2026").page
    expect(page.get_by_role("alert")).to_contain_text("As at must be a real date, like 31 10 2026")
    window.usable_by_everyone()


def test_the_check_of_the_books(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "auditor")
    page = window.go("/reports/check/").page
    window.usable_by_everyone()
    picture(page, "check-first", "Before checking the books: an auditor may bring a seal")
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("Everything agrees")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "check", "The books checked: every control with both figures, and the seal to write down")
