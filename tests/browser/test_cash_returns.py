"""A service's cash-up return, in a real browser: filled in by its office, authorised by somebody else of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.takings.models import CashReturn
from takings.returning import FINES, income_fund

OpenTo = Callable[[Window, str], User]


def test_filled_in_and_authorised(manager: Actor, window: Window, open_to: OpenTo) -> None:
    income_fund(manager)
    open_to(window, "officer")
    page = window.go("/cash-returns/fill/").page
    page.get_by_label("Service").select_option("BUS")
    page.get_by_label("Office").fill("BUS-NORTH")
    page.get_by_label("Income code 1", exact=True).fill(FINES)
    page.get_by_label("Cash 1", exact=True).fill("45")
    page.get_by_label("How many £20").fill("2")
    page.get_by_label("How many £5", exact=True).fill("1")
    page.get_by_label("Slip of the cash").fill("700001")
    window.usable_by_everyone()
    picture(page, "cash-return-fill", "A service’s cash-up return: by income code, counted by note and coin")
    with window.sized(PHONE):
        picture(page, "cash-return-fill-phone", "The same on a phone")
    page.get_by_role("button", name="Send it to be authorised").click()
    expect(page.get_by_text("You filled it in, so somebody else must authorise it")).to_be_visible()
    found = CashReturn.objects.get()
    open_to(window, "senior")
    page = window.go(f"/cash-returns/{found.pk}/").page
    window.usable_by_everyone()
    picture(page, "cash-return", "A return as its authoriser sees it")
    page.get_by_role("button", name="Authorise it").click()
    window.usable_by_everyone()
    picture(page, "cash-returns", "Cash-up returns of a service")
    expect(page.get_by_text("Authorised", exact=True)).to_be_visible()
