"""Reconciliation, in a real browser."""

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
from reconciliation.at_month_end import a_november
from the_day import set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def year(live_server: LiveServer, tmp_path: Path) -> Past:
    """Books with a year of care in them."""
    return a_year(tmp_path)


def test_the_roll_forward_leads_down_to_its_rows(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "auditor")
    page = window.go("/reconciliation/roll-forward/?since=2026-01-01&until=2026-11-30").page
    expect(page.get_by_text("The ledger agrees")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "roll-forward", "The debit control from one day to another, by service")
    with window.sized(PHONE):
        picture(page, "roll-forward-phone", "The same on a phone: the matrix scrolls")
    page.get_by_role("row", name="Trade waste").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Billed", exact=True)).to_be_visible()
    window.usable_by_everyone()
    picture(page, "roll-forward-rows", "What one figure of the roll-forward is made of")


def test_a_month_is_prepared_and_signed_by_two(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/reconciliation/month-ends/").page
    window.usable_by_everyone()
    page.get_by_role("link", name="Prepare Debtors control").click()
    window.usable_by_everyone()
    picture(page, "month-end-prepare", "Preparing one control at the end of a month")
    page.get_by_role("button", name="Prepare").click()
    expect(page.get_by_text("You prepared this, so somebody else")).to_be_visible()
    open_to(window, "manager")
    page.reload()
    window.usable_by_everyone()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Signed").first).to_be_visible()
    window.usable_by_everyone()
    picture(
        page, "month-end", "One control at the end of a month: both figures, who prepared and signed it, what is listed"
    )
    page = window.go("/reconciliation/month-ends/").page
    window.usable_by_everyone()
    picture(page, "month-ends", "A month’s reconciliations and where each stands")
    with window.sized(PHONE):
        picture(page, "month-ends-phone", "The same on a phone")


@pytest.fixture
def november(live_server: LiveServer, tmp_path: Path) -> None:
    """A cheque that the bank has not shown, and a line that nobody knows."""
    a_november(tmp_path, set_up_anytown())


def test_each_bank_account_agrees_and_what_has_not_come_is_somebodys(
    november: None, window: Window, open_to: OpenTo
) -> None:
    open_to(window, "officer")
    page = window.go("/reconciliation/banks/?on=2026-11-23").page
    expect(page.get_by_text("Agrees")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "bank-accounts", "Each bank account against its statements, and the money on its way")
    page.get_by_role("link", name="Anytown general income").click()
    expect(page.get_by_role("heading", name="Anytown general income")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "bank-account", "One bank account: what was expected there and has not come, and whose it is")
