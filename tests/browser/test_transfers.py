"""Transfers, in a real browser: credit moved from an account, a payment from its receipt, and one undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import somebody, take_in_sample_limits
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from piperoll.receivables.print_statement import print_statement
from refunds.refunding import overpaid
from the_day import MONDAY, bill, charge, set_up_anytown, take_in_letters
from transfers.moving_money import placement_of

NOON, AFTERNOON = (datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (12, 16))
OpenTo = Callable[[Window, str], User]


@pytest.fixture
def ada(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Ada has £40 of credit; Basil owes £30; it is Monday."""
    manager = set_up_anytown()
    take_in_letters(manager)
    take_in_sample_limits()
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY)
    monkeypatch.setattr(timezone, "now", lambda: AFTERNOON)
    found = overpaid(tmp_path, manager)
    bill(tmp_path, manager, charge("b", "30.00", name="Basil Budd"), name="b.csv")
    return found


def test_credit_and_payments_are_moved_and_moved_back(ada: Customer, window: Window, open_to: OpenTo) -> None:
    basil = Customer.objects.get(name="Basil Budd")
    open_to(window, "officer")
    page = window.go(f"/customers/{ada.reference}/").page
    page.get_by_role("link", name="Move credit to another account").click()
    window.usable_by_everyone()
    page.get_by_label("They asked us to").check()
    page.get_by_label("In your words").fill("She pays for her brother’s bins too")
    page.get_by_label("The customer who is to have it").fill(basil.reference)
    page.get_by_label("What it pays there").fill("oldest")
    picture(page, "transfer-ask", "Moving credit to another account: what can be moved, what it pays there, and why")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("heading", name="TRANSFER-").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "transfer", "A transfer: from where, to where, who asked, what it moved")
    with window.sized(PHONE):
        picture(page, "transfer-phone", "The same on a phone")
    page.get_by_text("Undo this transfer").click()
    page.get_by_label("Why it was wrong").fill("Another brother")
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("stands where it stood").first).to_be_visible()
    page = window.go(f"/money-in/placements/{placement_of(ada)}/move/").page
    window.usable_by_everyone()
    picture(page, "move-payment", "Moving a payment to the account it was for")
    page.get_by_label("The customer who is to have it").fill(basil.reference)
    page.get_by_label("It was put on the wrong account").check()
    page.get_by_label("In your words").fill("His payment, her name on the account")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("waits for somebody else to decide").first).to_be_visible()
    print_statement(customer=ada.pk, since=MONDAY, until=MONDAY, on=MONDAY, at=NOON, by=somebody("officer"))
    page = window.go("/money-in/transfers/").page
    window.usable_by_everyone()
    picture(page, "transfers", "Credit and payments that were moved")
    with window.sized(PHONE):
        picture(page, "transfers-phone", "The same on a phone")
    page.get_by_role("button", name="Repair a misposting").click()
    page.get_by_label("On the account of").fill(ada.reference)
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_text("1 payment, £100.00")).to_be_visible()
    page.get_by_label("In your words").fill("The bank gave us another’s reference")
    window.usable_by_everyone()
    picture(page, "repair", "Repairing a misposting: the payments meant, why they were placed, and where they belong")
    page.get_by_role("button", name="Repair them").click()
    expect(page.get_by_role("heading", name="Letters that were wrong")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "wrong-letters", "What was written while it was wrong, and what it should have said")
