"""All that somebody owes, in a real browser: linking a household, noting another system's account and its balance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from a_past import Past
from browser.a_year import a_year
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from the_day import charge


@pytest.fixture
def household(live_server: LiveServer, tmp_path: Path) -> Past:
    """A year of care, and somebody else at the same address."""
    past = a_year(tmp_path)
    past.bill(
        date(2026, 11, 12), charge("ID1", "18.00", name="Idris Pugh", address_1="14 Limekiln Row", postcode="AN3 7QD")
    )
    return past


def test_a_household_and_another_systems_figure(
    household: Past, window: Window, open_to: Callable[[Window, str], User]
) -> None:
    pugh = Customer.objects.get(name__contains="Achterberg-Pugh").reference
    open_to(window, "assistant")
    page: Page = window.go(f"/customers/{pugh}/owes/").page
    window.usable_by_everyone()
    page.get_by_role("button", name="Link another customer").click()
    page.get_by_role("searchbox", name="Find the other customer").fill("idris")
    page.get_by_role("searchbox", name="Find the other customer").press("Enter")
    page.get_by_role("link", name="Idris Pugh").click()
    window.usable_by_everyone()
    picture(page, "link", "Saying how two customers belong together")
    page.get_by_label("Lives with them").check()
    page.get_by_label("How do you know?").fill("Both on the tenancy")
    page.get_by_role("button", name="Link them").click()
    expect(page.get_by_role("alert")).to_contain_text("is linked.")
    page.get_by_role("button", name="Note an account elsewhere").click()
    window.usable_by_everyone()
    page.get_by_label("Rent", exact=True).check()
    page.get_by_label("Reference there").fill("RENT/0077")
    page.get_by_role("button", name="Note the account").click()
    page.get_by_label("What is owed there").fill("112.40")
    window.usable_by_everyone()
    picture(page, "tell-balance", "What another system says is owed, and of which day")
    page.get_by_role("button", name="Keep the figure").click()
    expect(page.get_by_role("alert")).to_contain_text("£112.40 is kept as owed there")
    window.usable_by_everyone()
    picture(
        page,
        "all-they-owe",
        "All that somebody owes: their accounts, other systems with the day of each figure, and who belongs to them",
    )
    with window.sized(PHONE):
        picture(page, "all-they-owe-phone", "The same on a phone")
