"""Merging two accounts of one person, in a real browser: find the other, look at both, merge, and take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from a_past import Past, moment
from browser.a_year import a_year
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.customers.find_duplicates import find_duplicates
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


def test_looking_at_the_pairs_and_answering_by_keyboard(twice: Past, window: Window, open_to: OpenTo) -> None:
    pytest.importorskip("splink", reason="finding duplicates needs  ./piperoll setup --all")
    today = date(2026, 11, 20)
    find_duplicates(on=today, at=moment(today, 9), by=twice.by)
    open_to(window, "assistant")
    page: Page = window.go("/customers/").page
    page.get_by_role("link", name="Customers who may be one").click()
    window.usable_by_everyone()
    picture(page, "duplicates", "Customers who may be one: each pair with its evidence, the likeliest first")
    window.tab_to("Gwendolyn Achterberg-Pugh")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Are these two the same?")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "pair", "One pair: why they may be one, both side by side, and four answers")
    window.tab_to("The same: keep")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    window.tab_to("How do you know?")
    page.keyboard.type("Mother and daughter, both telephoned")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("are different: nobody will be asked again.")
    expect(page.get_by_text("No pair waits for an answer.")).to_be_visible()
