"""Whom an invoice is for, and when they were born: recorded on a page of its own, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import Window
from piperoll.authority.models import User
from piperoll.billing.models import Invoice
from the_day import bill, charge, set_up_anytown


@pytest.fixture
def invoice(live_server: LiveServer, tmp_path: Path) -> str:
    """Olwen Pugh's bill for Amy, told with a birthday."""
    told = {"name": "Olwen Pugh", "address_1": "2 Brine Street", "service_user": "Amy Pugh"}
    bill(tmp_path, set_up_anytown(), charge("A", "204.00", service_user_born="2014-03-12", **told))
    return Invoice.objects.get().number


def test_a_date_of_birth_is_recorded_and_stands_on_the_invoice(
    invoice: str, window: Window, open_to: Callable[[Window, str], User]
) -> None:
    open_to(window, "officer")
    page = window.go(f"/invoices/{invoice}/").page
    page.get_by_role("link", name="Record their date of birth").click()
    page.get_by_label("Day").fill("21")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Year").fill("2014")
    window.usable_by_everyone()
    picture(page, "birth-date", "The date of birth of whom an invoice is for, with what was recorded before")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("The date of birth of Amy Pugh is recorded")
    expect(page.get_by_text("born 21 Mar 2014")).to_be_visible()
