"""The parts of a customer's record, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
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


def pugh(window: Window, open_to: OpenTo, part: str, role: str = "officer") -> Page:
    open_to(window, role)
    return window.go(f"/customers/{Customer.objects.get(name__contains='Pugh').reference}/{part}").page


def fill_date(page: Page, group: str, day: str, month: str, year: str) -> None:
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_role("group", name=group).get_by_label(label, exact=True).fill(value)


def test_a_flag_is_raised_and_ended_and_a_hold_placed_and_released(year: Past, window: Window, open_to: OpenTo) -> None:
    page = pugh(window, open_to, "safeguards/")
    expect(page.get_by_text("No flag was ever raised.")).to_be_visible()
    page.get_by_role("button", name="Raise a flag").click()
    window.usable_by_everyone()
    page.get_by_role("button", name="Raise the flag").click()
    expect(page.get_by_role("alert").first).to_contain_text("Choose what is true of them")
    page.get_by_role("radio", name="Vulnerable").check()
    page.get_by_label("What they need").fill("Telephone before writing")
    page.get_by_label("Evidence").fill("Her niece rang on Monday")
    fill_date(page, "When it is looked at again", "1", "2", "2027")
    picture(page, "flag-raise", "Raising a flag: evidence, who looks after it, and when it is looked at again")
    page.get_by_role("button", name="Raise the flag").click()
    expect(page.get_by_role("alert")).to_contain_text("Flagged from today: vulnerable.")
    page.get_by_role("button", name="Place a hold").click()
    page.get_by_role("radio", name="Dispute").check()
    fill_date(page, "Last day", "31", "12", "2026")
    window.usable_by_everyone()
    picture(page, "hold-place", "Placing a hold, on everything or on one invoice")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_role("alert")).to_contain_text("On hold until 31 Dec 2026: dispute.")
    window.usable_by_everyone()
    picture(
        page, "customer-safeguards", "Flags and holds of a customer, and what they mean for each act, with the reason"
    )
    with window.sized(PHONE):
        picture(page, "customer-safeguards-phone", "The same on a phone")
    page.get_by_role("link", name="Release dispute").click()
    page.get_by_label("Why").fill("The visits were made")
    page.get_by_role("button", name="Release the hold").click()
    expect(page.get_by_role("alert")).to_contain_text("No longer on hold: dispute.")
    page.get_by_role("link", name="End vulnerable").click()
    window.usable_by_everyone()
    page.get_by_label("Why").fill("She lives with her niece now")
    page.get_by_role("button", name="End the flag").click()
    expect(page.get_by_role("alert")).to_contain_text("No longer flagged: vulnerable.")


def test_somebody_acts_for_her_and_rings(year: Past, window: Window, open_to: OpenTo) -> None:
    page = pugh(window, open_to, "people/", "assistant")
    page.get_by_role("button", name="Add somebody who acts for them").click()
    page.get_by_role("radio", name="Deputy").check()
    page.get_by_label("Name", exact=True).fill("Mr Piers Quill")
    page.get_by_label("Address").fill("8 Chancery Close\nAnytown")
    page.get_by_label("Postcode").fill("AN2 4CD")
    page.get_by_label("Bills and letters go to them").check()
    page.get_by_label("Proof you saw").fill("Court of Protection order 1399")
    fill_date(page, "Day you saw it", "20", "11", "2026")
    window.usable_by_everyone()
    picture(page, "representative-add", "Somebody who acts for a customer: proof seen, told, billed, from when to when")
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("alert")).to_contain_text("Mr Piers Quill is on record: deputy.")
    page.get_by_role("button", name="Record a call").click()
    page.get_by_role("radio", name="Somebody who acts for them").check()
    page.get_by_label("The name they give").fill("Piers Quill")
    page.get_by_label("Which of those who act for them").select_option(label="Mr Piers Quill, deputy")
    right = page.get_by_role("group", name="What they got right")
    for check in ("Their full name", "The first line of the address", "The customer’s or an invoice’s reference"):
        right.get_by_label(check).check()
    window.usable_by_everyone()
    picture(page, "call-record", "Before anything is said: who is calling, and how they answered")
    page.get_by_role("button", name="May they be told?").click()
    expect(page.get_by_role("alert")).to_contain_text("Yes: 3 right answers and none wrong.")
    window.usable_by_everyone()
    picture(
        page, "customer-people", "Who may be told what, who acts for a customer, who hears by letter, and every call"
    )
    page.get_by_role("link", name="How they hear Mr Piers Quill").click()
    page.get_by_role("radio", name="Welsh").check()
    window.usable_by_everyone()
    picture(
        page,
        "representative-delivery",
        "How somebody who acts for a customer wants to hear: by what, in what language, in what print",
    )
    page.get_by_role("button", name="Save the choice").click()
    page.get_by_role("link", name="End Mr Piers Quill").click()
    page.get_by_label("Why").fill("The order was discharged")
    page.get_by_role("button", name="They stop from today").click()
    expect(page.get_by_role("alert")).to_contain_text("Mr Piers Quill no longer acts for them.")


def test_where_bills_go_and_how_she_hears(year: Past, window: Window, open_to: OpenTo) -> None:
    page = pugh(window, open_to, "details/", "assistant")
    page.get_by_role("button", name="Add an address").click()
    page.get_by_role("radio", name="Where bills go").check()
    page.get_by_label("Address", exact=True).fill("c/o Quill & Quill\n8 Chancery Close")
    page.get_by_label("Postcode").fill("AN2 4CD")
    window.usable_by_everyone()
    picture(page, "address-add", "Another address: what it is for, and its last day")
    page.get_by_role("button", name="Add the address").click()
    expect(page.get_by_role("alert")).to_contain_text("The address is added.")
    page.get_by_role("button", name="Add a contact").click()
    page.get_by_role("radio", name="Telephone").check()
    page.get_by_label("Address or number").fill("01632 960 123")
    page.get_by_role("button", name="Add the contact").click()
    page.get_by_role("link", name="Change hears from us").click()
    page.get_by_role("radio", name="Email").check()
    page.get_by_role("radio", name="Large print").check()
    window.usable_by_everyone()
    picture(
        page, "delivery", "How a customer wants to hear from us: post or email, language, large print, braille, audio"
    )
    page.get_by_role("button", name="Save the choice").click()
    expect(page.get_by_role("alert")).to_contain_text("From today: by email, in English, large print.")
    window.usable_by_everyone()
    picture(page, "customer-details", "Who and where: addresses, contacts and the delivery choice, each with its dates")
    page.get_by_role("link", name="End where bills go").click()
    page.get_by_label("Why").fill("They closed")
    page.get_by_role("button", name="End the address").click()
    expect(page.get_by_role("alert")).to_contain_text("The address holds no more.")


def test_history_and_a_record_that_only_some_may_see(year: Past, window: Window, open_to: OpenTo) -> None:
    reference = Customer.objects.get(name__contains="Pugh").reference
    officer = open_to(window, "officer")
    open_to(window, "manager")
    page = window.go(f"/customers/{reference}/flags/raise/").page
    page.get_by_role("radio", name="Restricted record").check()
    page.get_by_label("Evidence").fill("She was elected in May")
    fill_date(page, "When it is looked at again", "1", "5", "2030")
    page.get_by_role("button", name="Raise the flag").click()
    expect(page.get_by_text("Nobody has leave to see this record.")).to_be_visible()
    page = window.go(f"/customers/{reference}/").page
    expect(page.get_by_text("The record of")).to_contain_text("is restricted")
    window.usable_by_everyone()
    picture(page, "customer-restricted", "A restricted record, to somebody without leave to see it")
    window.tab_to("Let somebody see it")
    page.keyboard.press("Enter")
    page.get_by_label("Who", exact=True).select_option(officer.username)
    page.get_by_label("Why they must see it").fill("Her case")
    fill_date(page, "Last day", *(str(part) for part in in_a_week()))
    page.get_by_role("button", name="Let them see it").click()
    expect(page.get_by_role("alert").first).to_contain_text("may see it until")
    window.usable_by_everyone()
    picture(page, "customer-seeing", "Who may see a restricted record, and giving somebody else leave")
    page = window.go("/reports/restricted-records/").page
    expect(page.get_by_text("Turned away").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "restricted-looks", "For auditors: every look at a restricted record, granted or turned away")


def test_every_change_with_who_and_why(year: Past, window: Window, open_to: OpenTo) -> None:
    page = pugh(window, open_to, "change/")
    page.get_by_label("Name", exact=True).fill("Dr Gwendolyn Achterberg-Pugh")
    page.get_by_label("Why (optional)").fill("She took her doctorate")
    page.get_by_role("button", name="Save the changes").click()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("Why: She took her doctorate")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "customer-history", "Every change to what we know of a customer, with who, when and why")


def in_a_week() -> tuple[int, int, int]:
    day = timezone.localdate() + timedelta(days=7)
    return day.day, day.month, day.year
