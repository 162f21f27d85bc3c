"""Remittances in a real browser: a list that does not add up, then does, and the receipt it splits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Receipt
from receipting.remitting import OFFICE, SAMPLES, SHIRE, SHOWN, listed
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement

OpenTo = Callable[[Window, str], User]


def test_a_list_is_taken_in_and_splits_the_money(
    manager: Actor, window: Window, open_to: OpenTo, tmp_path: Path
) -> None:
    people = ("Ada Lovegrove", "Ben Bramble", "Cal Quince", "Dot Medlar")
    bill(
        tmp_path,
        manager,
        *(charge(f"C{n}", f"{n}2.50", name=name, address_1=f"{n} Hedge Row") for n, name in enumerate(people, 1)),
    )
    found = Invoice.objects.select_related("customer").order_by("id")
    lines = [(one.number, one.customer.name, plain_pounds(one.gross_pence)) for one in found]
    (tmp_path / "october.csv").write_text(listed(*lines, below="Total,,110.00\n"))
    open_to(window, "officer")
    page, today = window.go("/money-in/remittances/").page, timezone.localdate()
    page.get_by_role("button", name="Take a remittance in").click()
    page.get_by_label("Who pays").fill(SHIRE)
    page.get_by_label("Their payment reference").fill("ACC-20117")
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(part).fill(str(value))
    page.get_by_label("Total of the payment").fill("110.10")
    page.locator("input[type=file]").set_input_files(tmp_path / "october.csv")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("alert").first).to_contain_text("but the payment’s total is £110.10: £0.10 too little")
    window.usable_by_everyone()
    picture(page, "remittance-upload", "A payer’s list that does not come to its payment: nothing is taken in")
    page.get_by_label("Total of the payment").fill("110.00")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("alert")).to_contain_text("4 lines taken in, £110.00.")
    bank(tmp_path, manager, statement(paid("110.00", "BACS CREDIT", SHOWN, on=today), on=today))
    window.go("/money-in/remittances/")
    window.usable_by_everyone()
    picture(page, "remittances", "Remittances: whose money has not come, and what the others placed")
    with window.sized(PHONE):
        picture(page, "remittances-phone", "The same on a phone")
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    window.go("/money-in/remittances/")
    page.get_by_role("link", name=SHIRE).click()
    window.usable_by_everyone()
    picture(page, "remittance", "A remittance line by line, and the receipt it placed")
    with window.sized(PHONE):
        picture(page, "remittance-phone", "The same on a phone")
    page.get_by_role("link", name=Receipt.objects.get().reference).click()
    expect(page.get_by_text("Split as remittance ACC-20117")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "receipt-split", "One credit split over the invoices its remittance names")


def test_a_layout_of_pdfs_tried_on_a_list(manager: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/money-in/remittances/layouts/").page
    page.get_by_role("link", name="A list in columns").click()
    page.get_by_label("Who pays").fill("Anyshire Benefit Office")
    page.get_by_label("Code").fill("OFFICE")
    for label, pattern in (
        ("A payment’s line", OFFICE["line"]), ("References of ours", OFFICE["reference_masks"]),
        ("The total’s line", OFFICE["total"]),
    ):  # fmt: skip
        page.get_by_label(label).fill(pattern)
    page.get_by_label("Dates are written").fill(OFFICE["date_format"])
    page.locator("input[type=file]").set_input_files(SAMPLES / "benefit-office.pdf")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("It reads whole, and proves its total.")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "remittance-layout", "How a payer’s PDFs look, tried on one: what each line was taken for")
    with window.sized(PHONE):
        picture(page, "remittance-layout-phone", "The same on a phone")
    page.get_by_role("button", name="Keep it for approval").click()
    expect(page.get_by_role("alert")).to_contain_text("Kept. Somebody else approves it.")
    window.usable_by_everyone()
    picture(page, "remittance-layout-kept", "A layout that waits for somebody else")
    window.go("/money-in/remittances/layouts/").usable_by_everyone()
