"""A Direct Debit through GoCardless, in a real browser: chosen when it is set up, and shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import Window
from customers.somebody import ada
from direct_debit.paying import GOOD
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate
from piperoll.documents.load_templates import load_templates
from the_day import set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def payer(live_server: LiveServer, settings: Settings) -> Customer:
    """Ada, of a council that has a GoCardless token."""
    settings.GOCARDLESS_TOKEN = "a token"
    manager = set_up_anytown()
    load_templates(on=date.today(), at=datetime.now(UTC), by=manager)
    return ada(manager)


def test_a_mandate_is_given_to_gocardless(payer: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{payer.reference}/direct-debits/set-up/").page
    page.get_by_label("They say that the account is theirs").check()
    page.get_by_label("They say that nobody else must agree").check()
    page.get_by_label("How you knew it was them").fill("Name, address and last bill, all right")
    page.get_by_label("Sort code").fill(GOOD[0])
    page.get_by_label("Account number").fill(GOOD[1])
    page.get_by_label("Name on the account").fill("Ms A Lovegrove")
    expect(page.get_by_label("Our own Bacs files")).to_be_checked()
    page.get_by_label("GoCardless").check()
    window.usable_by_everyone()
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("alert")).to_contain_text("is set up. Its confirmation must go by")
    shown = page.locator(".govuk-summary-list__row", has_text="Lodged and collected by")
    expect(shown).to_contain_text("GoCardless")
    window.usable_by_everyone()
    picture(page, "direct-debit-gocardless", "A Direct Debit that GoCardless lodges and collects")
    assert Mandate.objects.get().provider == "gocardless"
    page = window.go("/direct-debits/gocardless/").page
    expect(page.get_by_text("mandates wait to be made or cancelled there")).to_be_visible()
    expect(page.get_by_role("button", name="Send what waits")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "gocardless", "What waits for GoCardless, what it paid out, and asking what happened")
