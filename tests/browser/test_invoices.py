"""Invoices, in a real browser: the list, one invoice down to its postings, its PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from a_past import Past, numbers
from browser.a_year import a_year
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def year(live_server: LiveServer, tmp_path: Path) -> Past:
    """Books with a year of care in them."""
    return a_year(tmp_path)


def test_the_list_and_one_invoice(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/invoices/").page
    window.usable_by_everyone()
    picture(page, "invoices", "Invoices, the newest first")
    page.get_by_label("State").select_option("Overdue")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name=numbers()[0])).to_be_visible()
    expect(page.get_by_role("link", name=numbers()[-1])).to_be_hidden()
    page.get_by_role("searchbox", name="Find an invoice").fill(numbers()[-1])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Invoice {numbers()[-1]}")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "invoice", "An invoice: its lines, instalments, what paid them and why, its VAT and its postings")
    with window.sized(PHONE):
        picture(page, "invoice-phone", "The same invoice on a phone")


def test_the_pdf_opens(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "assistant")
    window.go(f"/invoices/{numbers()[-1]}/")
    address = window.page.get_by_role("button", name="Open the PDF").get_attribute("href")
    answer = window.page.request.get(str(address))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF-")


def test_the_list_without_javascript(year: Past, plain_window: Window, open_to: OpenTo) -> None:
    open_to(plain_window, "collections")
    page = plain_window.go("/invoices/").page
    page.get_by_label("Dated from").fill("1 Nov 2026")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row", name="Trade waste")).to_have_count(1)
