"""Customers, in a real browser: find, add, change, look at an account now and then, undo."""

from __future__ import annotations

from collections.abc import Callable
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

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def year(live_server: LiveServer, tmp_path: Path) -> Past:
    """Books with a year of care in them."""
    return a_year(tmp_path)


def officer(window: Window, open_to: OpenTo, address: str, role: str = "officer") -> Page:
    open_to(window, role)
    return window.go(address).page


def test_search_follows_the_typing_and_one_answer_opens(year: Past, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to, "/customers/")
    window.usable_by_everyone()
    page.get_by_role("searchbox", name="Find a customer or an invoice").press_sequentially("pug")
    expect(page.get_by_role("link", name="Mrs Gwendolyn Achterberg-Pugh")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "customers", "Finding a customer: the answers follow the typing")
    page.get_by_role("searchbox", name="Find a customer or an invoice").press("Enter")
    expect(page.get_by_role("heading", name="Mrs Gwendolyn Achterberg-Pugh")).to_be_visible()


def test_the_account_and_undoing_a_receipt(year: Past, window: Window, open_to: OpenTo) -> None:
    reference = Customer.objects.get(name__contains="Pugh").reference
    page = officer(window, open_to, f"/customers/{reference}/")
    window.usable_by_everyone()
    picture(page, "customer", "A customer's account on one page: what is open, what paid, why, and all that happened")
    with window.sized(PHONE):
        picture(page, "customer-phone", "The same account on a phone")
    page.get_by_role("link", name="Undo receipt MAIN-2-1").click()
    window.usable_by_everyone()
    picture(page, "customer-undo", "Undoing a receipt from the account")
    page.get_by_label("Reason").fill("It was for her sister")
    page.get_by_role("button", name="Undo and put back in suspense").click()
    expect(page.get_by_role("alert")).to_contain_text("£40.00 is back in suspense, off this account.")
    expect(page.get_by_text("Undone", exact=True)).to_be_visible()


def test_the_account_as_it_stood_another_day(year: Past, plain_window: Window, open_to: OpenTo) -> None:
    reference = Customer.objects.get(name__contains="Pugh").reference
    page = officer(plain_window, open_to, f"/customers/{reference}/")
    page.get_by_text("See it as at another day").click()
    page.get_by_label("As at", exact=True).fill("30 Sep 2026")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("This is the account as at 30 Sep 2026.")).to_be_visible()
    picture(page, "customer-as-at", "The same account as it stood on another day")


def test_adding_a_namesake_and_changing_an_address(year: Past, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to, "/customers/add/", "assistant")
    page.get_by_role("button", name="Add the customer").click()
    expect(page.get_by_role("alert").first).to_contain_text("Enter name")
    page.get_by_label("Name", exact=True).fill("Mrs Gwendolyn Achterberg-Pugh")
    page.get_by_label("Address").fill("14 Limekiln Row\nAnytown")
    page.get_by_label("Postcode").fill("an37qd")
    page.get_by_role("button", name="Add the customer").click()
    expect(page.get_by_role("alert").first).to_contain_text("is a customer already")
    window.usable_by_everyone()
    picture(page, "customer-add", "Adding a customer when there is one of the same name at the same postcode")
    page.get_by_label("This is somebody else").check()
    page.get_by_role("button", name="Add the customer").click()
    expect(page.get_by_role("alert")).to_contain_text("is added.")
    page.get_by_role("link", name="Change this customer’s details").click()
    window.usable_by_everyone()
    picture(page, "customer-change", "Changing what we know of a customer")
    page.get_by_label("Address").fill("2 Harbour Steps")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Changed from today: address.")
    expect(page.get_by_text("Address: 14 Limekiln Row, Anytown → 2 Harbour Steps")).to_be_visible()
