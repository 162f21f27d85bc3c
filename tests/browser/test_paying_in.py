"""Cheques paid in, in a real browser: the slip, its lines, the banking, and one that comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from takings_words import cheque, pay_in

OpenTo = Callable[[Window, str], User]


def test_cheques_from_the_slip_to_one_that_comes_back(manager: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/money-in/cheques/").page
    page.get_by_label("Slip serial").fill("500123")
    page.get_by_label("Total of the slip").fill("389.90")
    page.get_by_label("How many cheques").fill("3")
    window.usable_by_everyone()
    picture(page, "cheque-slip", "Paying cheques in: the slip first")
    page.get_by_role("button", name="Enter the cheques").click()
    lines = (
        ("Pickle & Sons Ltd", "000123", "312.40"),
        ("Ada Lovegrove", "000007", "60.00"),
        ("N. Obody", "100001", "17.05"),
    )
    for place, (drawer, number, amount) in enumerate(lines, 1):
        page.get_by_label(f"Who drew cheque {place}").fill(drawer)
        page.get_by_label(f"Number of cheque {place}").fill(number)
        page.get_by_label(f"Pounds of cheque {place}").fill(amount)
    expect(page.get_by_text("Still to enter")).to_be_visible()
    expect(page.get_by_text("£0.45")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "cheques", "A line for each cheque; what is still to enter follows the typing")
    with window.sized(PHONE):
        picture(page, "cheques-phone", "The same on a phone")
    page.get_by_role("button", name="Pay them in").click()
    expect(page.get_by_role("alert").first).to_contain_text("come to £389.45, but the slip says £389.90")
    page.get_by_label("Pounds of cheque 3").fill("17.50")
    page.get_by_role("button", name="Pay them in").click()
    expect(page.get_by_role("alert")).to_contain_text("3 cheques paid in with slip 500123: £389.90.")
    page.get_by_role("link", name="Returned unpaid").nth(1).click()
    page.get_by_label("Why it came back").fill("Refer to drawer")
    window.usable_by_everyone()
    picture(page, "returned-unpaid", "Saying that the bank returned a payment")
    page.get_by_role("button", name="It was returned unpaid").click()
    expect(page.get_by_role("alert")).to_contain_text("£60.00 was returned unpaid.")
    window.usable_by_everyone()
    picture(page, "receipt-returned", "A receipt that the bank returned unpaid")
    window.go("/money-in/bankings/")
    window.usable_by_everyone()
    picture(page, "bankings", "What was paid in, and what the bank has not shown yet")
    page.get_by_role("link", name="Slip 500123").click()
    expect(page.get_by_text("Not yet shown by the bank")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "banking", "A banking: its cheques, and where each one’s money is")


def test_cash_counted_short_and_looked_at(manager: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/money-in/cash/").page
    page.get_by_label("Amount").fill("51.50")
    page.get_by_label("Till", exact=True).fill("Hall-1")
    window.usable_by_everyone()
    picture(page, "take-cash", "Cash over the counter")
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_role("alert")).to_contain_text("£51.50 taken.")
    window.go("/money-in/bankings/")
    page.get_by_role("link", name="Count HALL-1").click()
    page.get_by_label("How many £20").fill("2")
    page.get_by_label("How many £10").fill("1")
    page.get_by_label("How many 50p").fill("1")
    expect(page.get_by_text("£50.50")).to_be_visible()
    expect(page.get_by_text("Short by")).to_be_visible()
    page.get_by_label("Slip serial").fill("600017")
    page.get_by_label("Why it differs").fill("A pound too much given in change")
    window.usable_by_everyone()
    picture(page, "cash-up", "Counting a till by note and coin; what is short follows the typing")
    page.get_by_role("button", name="Pay it in").click()
    expect(page.get_by_text("You counted it, so somebody else must let it stand.")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "cash-up-difference", "A difference at a till, waiting for somebody else")
    window.go("/money-in/bankings/")
    expect(page.get_by_text("Differences that wait for somebody else")).to_be_visible()
    window.usable_by_everyone()


def test_a_profile_of_files_tried_on_a_sample(manager: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/money-in/files/").page
    page.get_by_role("link", name="allpay").click()
    page.get_by_label("Method of payment").select_option("ALLPAY")
    sample = Path(__file__).parents[2] / "samples" / "payment_files" / "allpay.txt"
    page.get_by_label("Lines of a file of theirs").fill(sample.read_text())
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("It reads whole")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "payment-profile", "How somebody’s files of payments are laid out, tried on lines of one")
    page.get_by_role("button", name="Keep it for approval").click()
    expect(page.get_by_role("alert")).to_contain_text("Kept. Somebody else approves it.")
    window.usable_by_everyone()
    picture(page, "payment-profile-kept", "A profile that waits for somebody else")
    window.go("/money-in/files/")
    window.usable_by_everyone()
    picture(page, "payment-files", "Files of payments: the profiles they are read by")


def test_finding_a_receipt(manager: Actor, window: Window, open_to: OpenTo) -> None:
    pay_in(manager, cheque("312.40", "Ada Lovegrove", "000124"), cheque("60.00", "Zofia Lovegrove", "000125"))
    open_to(window, "officer")
    page = window.go("/money-in/find/").page
    page.get_by_label("Words").fill("love")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("link", name="Zofia Lovegrove")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "find-receipt", "Finding a receipt by words, sum or day, across years")
