"""Merging two accounts of one person, in a real browser: find the other, look at both, merge, and take it back."""

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

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def twice(live_server: LiveServer, tmp_path: Path) -> Past:
    """A year of care, and the same person billed once under another spelling."""
    past = a_year(tmp_path)
    again = charge("GW1", "18.00", name="Gwendoline Achterberg Pugh", address_1="14 Limekiln Row", postcode="AN3 7QD")
    past.bill(date(2026, 11, 12), again)
    return past


def test_merging_two_accounts_and_taking_it_back(twice: Past, window: Window, open_to: OpenTo) -> None:
    pugh = Customer.objects.get(name__contains="Achterberg-Pugh").reference
    open_to(window, "officer")
    page: Page = window.go(f"/customers/{pugh}/").page
    page.get_by_role("link", name="Merge with another account of theirs").click()
    window.usable_by_everyone()
    page.get_by_role("searchbox", name="Find the other account").fill("gwendoline")
    page.get_by_role("searchbox", name="Find the other account").press("Enter")
    page.get_by_role("link", name="Gwendoline Achterberg Pugh").click()
    window.usable_by_everyone()
    picture(page, "merge", "Before two accounts are merged: both side by side, and what they come to")
    with window.sized(PHONE):
        picture(page, "merge-phone", "The same on a phone")
    page.get_by_label("How do you know that they are the same?").fill("Same date of birth, by telephone")
    page.get_by_role("button", name="Merge the two accounts").click()
    expect(page.get_by_role("alert")).to_contain_text("is now read as part of")
    expect(page.get_by_text("Same date of birth, by telephone").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "customer-merged", "An account with another merged into it: one balance, either's invoices")
    page.get_by_role("link", name="Undo the merge of Gwendoline Achterberg Pugh").click()
    window.usable_by_everyone()
    picture(page, "unmerge", "Taking a merge back")
    page.get_by_label("Reason").fill("Mother and daughter")
    page.get_by_role("button", name="Make them two again").click()
    expect(page.get_by_role("alert")).to_contain_text("stands alone again")
