"""Money in, in a real browser: upload, look, accept, place by hand, hold, undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from browser.a_day import a_day
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from the_day import MONDAY, ask, paid, statement

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def day(live_server: LiveServer, tmp_path: Path) -> Actor:
    """A day's bills and bank lines, matched once."""
    return a_day(tmp_path)


def receipt_of(pounds_pence: int) -> str:
    """The address of the receipt of this sum."""
    (row,) = ask("SELECT id FROM receipting_receipt WHERE amount_pence = %(p)s", p=pounds_pence)
    return f"/money-in/receipts/{row.id}/"


def officer(window: Window, open_to: OpenTo, address: str) -> Page:
    open_to(window, "officer")
    return window.go(address).page


def test_statements_and_their_lines(day: Actor, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to, "/money-in/")
    window.usable_by_everyone()
    picture(page, "money-in", "Money in: our bank accounts, their statements, and what still waits")
    with window.sized(PHONE):
        picture(page, "money-in-phone", "The same on a phone")
    page.get_by_role("search", name="Find a receipt").get_by_role("searchbox").fill("turvey")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="QUILL & QUILL SOLICITORS")).to_be_visible()
    window.go("/money-in/")
    page.get_by_role("link", name="MAIN, 23 Nov 2026").click()
    expect(page.get_by_role("heading", name="23 Nov 2026")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "statement", "A bank statement: how it proves, and what became of every line")
    page.get_by_role("searchbox", name="Find a line").press_sequentially("turvey")
    expect(page.get_by_role("row", name="QUILL & QUILL")).to_be_visible()
    expect(page.get_by_role("row", name="Z NOWAK")).to_be_hidden()
    with window.sized(PHONE):
        picture(page, "statement-phone", "A statement on a phone, a line of it found")


def test_a_receipt_the_engine_placed_and_an_officer_undoes(day: Actor, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to, receipt_of(31240))
    expect(page.get_by_text("paid invoice")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "receipt-placed", "A receipt the engine placed, with its reasons")
    page.get_by_text("Undo this").click()
    page.get_by_label("Reason").first.fill("It was for the other Pickle")
    page.get_by_role("button", name="Undo and put back in suspense").click()
    expect(page.get_by_role("alert")).to_contain_text("£312.40 is in suspense again.")
    expect(page.get_by_text("Held", exact=True).first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "receipt-undone", "The same receipt when its placement was undone")


def test_accepting_what_the_engine_suggests(day: Actor, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to, receipt_of(4800))
    window.usable_by_everyone()
    picture(
        page, "receipt-suggested", "A receipt that two customers could have sent: ways to use it, none taken for them"
    )
    page.get_by_role("button", name="Accept", exact=False).first.click()
    expect(page.get_by_role("alert")).to_contain_text("£48.00 placed, £48.00 of it allocated.")


def test_placing_by_hand_with_the_total_following_the_typing(day: Actor, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to, receipt_of(50000))
    window.usable_by_everyone()
    picture(page, "receipt-suspense", "A receipt nobody can place yet")
    page.get_by_role("searchbox", name="Find the customer").fill("achter")
    page.get_by_role("search", name="Find the customer").get_by_role("button").click()
    window.usable_by_everyone()
    picture(page, "find-customer", "Finding whose a receipt is")
    page.get_by_role("link", name="Gwendolyn Achterberg-Pugh").click()
    boxes = page.get_by_label("Pounds to pay")
    expect(boxes.first).to_have_value("500.00")
    boxes.first.fill("642.25")
    expect(page.get_by_text("Too much by")).to_be_visible()
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("That comes to £642.25, but only £500.00")
    boxes.first.fill("450")
    page.get_by_label("Pounds to keep on the account").fill("20.50")
    expect(page.get_by_text("£29.50")).to_be_visible()
    page.get_by_label("How you know").fill("The solicitors’ letter")
    window.usable_by_everyone()
    picture(page, "place-receipt", "Placing a receipt by hand; what is left follows the typing")
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("£470.50 placed on Gwendolyn Achterberg-Pugh")
    expect(page.get_by_text("£29.50")).to_be_visible()


def test_placing_by_hand_without_javascript(day: Actor, plain_window: Window, open_to: OpenTo) -> None:
    page = officer(plain_window, open_to, receipt_of(735))
    page.get_by_role("searchbox", name="Find the customer").fill("lovegrove")
    page.get_by_role("search", name="Find the customer").get_by_role("button").click()
    page.get_by_role("link", name="Ada Lovegrove").click()
    page.get_by_label("Pounds to pay").first.fill("5")
    page.get_by_role("button", name="Work the total out").click()
    expect(page.get_by_text("£2.35")).to_be_visible()
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("£5.00 placed on Ada Lovegrove")


def test_suspense_the_oldest_first_and_holding_one(day: Actor, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to, "/suspense/")
    window.usable_by_everyone()
    picture(page, "suspense", "Suspense: money without an owner, each with why it waits")
    with window.sized(PHONE):
        picture(page, "suspense-phone", "Suspense on a phone")
    page.get_by_role("link", name="QUILL & QUILL SOLICITORS").click()
    page.get_by_label("Reason").fill("Asked the solicitors on Monday")
    page.get_by_role("button", name="Hold in suspense").click()
    expect(page.get_by_role("alert")).to_contain_text("Held by Ines Okafor: Asked the solicitors on Monday.")
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_role("alert")).to_contain_text("Let go by Ines Okafor.")


def test_uploading_a_statement(day: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    page = officer(window, open_to, "/money-in/upload/")
    window.usable_by_everyone()
    picture(page, "upload-statement", "Uploading a bank statement")
    gap = tmp_path / "tuesday.xml"
    gap.write_bytes(statement(paid("5.00", "LATE"), opening="9000.00", on=MONDAY.replace(day=24)))
    page.locator("input[type=file]").set_input_files(gap)
    page.get_by_role("button", name="Bank it").click()
    expect(page.get_by_role("alert").first).to_contain_text("This statement opens at £9,000.00")
    window.usable_by_everyone()
    picture(page, "upload-statement-refused", "A statement that does not follow the last is refused whole")


def test_a_standing_order_is_told_missed_and_ended(day: Actor, window: Window, open_to: OpenTo) -> None:
    reference = ask("SELECT reference FROM customers_customer ORDER BY id")[0].reference
    page = officer(window, open_to, f"/customers/{reference}/")
    page.get_by_role("link", name="Standing orders").click()
    page.get_by_role("button", name="Add a standing order").click()
    page.get_by_label("How much each time").fill("20.00")
    first_on = date.today() - timedelta(days=70)
    for part, value in {"Day": first_on.day, "Month": first_on.month, "Year": first_on.year}.items():
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("Who told us").fill("Their son, on the telephone")
    window.usable_by_everyone()
    picture(page, "standing-order-add", "A standing order as a customer told us of it")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Missing")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "standing-orders", "A customer’s standing orders: the next day, and whether the last payment came")
    page = window.go("/reports/").page
    page.get_by_role("link", name="Standing orders").click()
    expect(page.get_by_role("table", name="Missing")).to_contain_text("£20.00")
    window.usable_by_everyone()
    picture(page, "missing-payments", "What should have come by standing order and did not")
    page = window.go(f"/customers/{reference}/standing-orders/").page
    page.get_by_role("link", name="End number").click()
    window.usable_by_everyone()
