"""Paying by card, in a real browser: a payer by their bill and by a link, and what an officer sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import Window
from cards.by_card import billed, left
from cards.conftest import stub as stub  # the stand-in, for this page too
from piperoll.authority.models import User
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from the_day import set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def bills(live_server: LiveServer, stub: Stub, tmp_path: Path) -> list[str]:
    """Ada's two bills."""
    manager = set_up_anytown()
    take_in_letters(manager)
    return billed(tmp_path, manager, "120.50", "80.00")


def test_a_payer_pays_by_bill_and_by_link_and_an_officer_sees_it(
    bills: list[str], stub: Stub, window: Window, open_to: OpenTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.go(f"/pay/?reference={bills[0]}&amount=20.50").page
    window.usable_by_everyone()
    picture(page, "pay-a-bill", "A payer’s own page: the number and the sum, brought by the QR code on the bill")
    page.get_by_role("button", name="Continue to the card").click()
    page.get_by_label("Card number").fill("4444 3333 2222 1111")
    page.get_by_role("button", name="Confirm payment").click()
    expect(page.get_by_text("£20.50 has reached")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "pay-paid", "Paid, with a reference and no name")
    assert left(bills[0]) == 100_00
    open_to(window, "officer")
    customer = Customer.objects.get(name="Ada Lovegrove")
    page = window.go(f"/customers/{customer.reference}/pay-by-card/?invoice={bills[0]}").page
    page.get_by_label(f"Invoice {bills[1]}").fill("80")
    window.usable_by_everyone()
    picture(page, "card-take", "Which invoices a card pays: typed on the phone, or by a link")
    page.get_by_role("button", name="Send them a link").click()
    expect(page.get_by_role("alert")).to_contain_text("goes to Ada Lovegrove by post with the next dispatch")
    page.go_back()
    page.get_by_label(f"Invoice {bills[1]}").fill("80")
    page.get_by_role("button", name="Make a link to read out").click()
    window.usable_by_everyone()
    link = page.locator(".app-secret").inner_text()
    page.context.clear_cookies()
    page.goto(link)
    window.usable_by_everyone()
    picture(page, "pay-by-link", "What a link asks for: the bills’ numbers, what is left of them, and no name")
    page.get_by_role("button", name="Pay £180.00").click()
    page.get_by_label("Card number").fill("4000 0000 0000 0002")
    page.get_by_role("button", name="Confirm payment").click()
    expect(page.get_by_role("heading", name="Nothing was paid")).to_be_visible()
    stub.books.fee_pence = 25
    stub.books.settle(timezone.localdate())
    monkeypatch.setattr(timezone, "localdate", lambda *given: date.today() + timedelta(days=1))
    open_to(window, "manager")
    page = window.go("/money-in/cards/").page
    window.tab_to("Take settlements in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 day settled: £20.50 less £0.25 that was kept.")
    window.usable_by_everyone()
    picture(page, "card-payments", "Card payments, how each stands, and what was settled less what was kept")
    expect(page.get_by_text("Payment method rejected")).to_be_visible()
    page.get_by_role("link", name="Settle from an export").click()
    window.usable_by_everyone()
    picture(page, "card-export", "A day of card payments settled from GOV.UK Pay’s own export")
