"""Billing by hand, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.a_day import a_day
from browser.gallery import picture
from browser.window import Window
from piperoll.authority.models import User
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from the_day import MONDAY, charge

OpenTo = Callable[[Window, str], User]
FEES = """service,code,concession,name,unit,price,vat_code,income_code,valid_from,authority
TRADE,BIN-1100,,"Wheeled bin, 1,100 litres",lift,24.60,N,TW01,2024-04-01,Fees and charges 2024/25
TRADE,BIN-1100,CHARITY,"Wheeled bin, 1,100 litres",lift,12.30,N,TW01,2024-04-01,Fees and charges 2024/25
TRADE,SACKS,,Roll of 25 sacks,roll,38.00,S,TW02,2024-04-01,Fees and charges 2024/25
"""


@pytest.fixture
def day(live_server: LiveServer, tmp_path: Path) -> Actor:
    """A day's bills and bank lines, matched once."""
    return a_day(tmp_path)


def test_one_invoice_by_keyboard_is_what_was_shown(day: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    open_to(window, "officer")
    page = window.go("/invoices/").page
    page.get_by_role("button", name="Raise one invoice").click()
    window.usable_by_everyone()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert").first).to_contain_text("Choose service")
    window.usable_by_everyone()
    page.get_by_label("Service").select_option("TRADE")
    page.get_by_label("Name of a new customer").fill("Ottoline Marchbanks")
    page.get_by_label("Address line 1").fill("3 Tannery Row")
    page.get_by_label("Postcode").fill("an1 4rt")
    page.get_by_label("Instalments").fill("2")
    line = page.get_by_role("group", name="Line 1")
    line.get_by_label("Description").fill("Extra collection after the fair")
    line.get_by_label("Quantity").fill("3")
    line.get_by_label("Price of one").fill("38")
    line.get_by_label("VAT code").select_option("S")
    line.get_by_label("Income code").select_option("TW02")
    picture(page, "raise-one", "One invoice by hand: a customer, and a form for each line")
    page.get_by_role("button", name="Add another line").click()
    expect(page.get_by_role("group", name="Line 3")).to_be_visible()
    expect(page.get_by_label("Postcode")).to_have_value("an1 4rt")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("£136.80").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "raise-one-preview", "The same, exactly as it would be issued")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Name of a new customer")).to_have_value("Ottoline Marchbanks")
    page.get_by_role("button", name="Preview").click()
    scan = tmp_path / "order.pdf"
    scan.write_bytes(b"%PDF-1.7 an order")
    page.locator("input[type=file]").set_input_files(scan)
    page.get_by_role("button", name="Issue this invoice").click()
    expect(page.get_by_role("alert")).to_contain_text("is issued: £136.80.")
    expect(page.get_by_role("link", name="order.pdf")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "invoice-documents", "An invoice raised by hand, with the document that shows why")
    page.get_by_role("link", name="Attach a document").click()
    window.usable_by_everyone()
    picture(page, "attach-document", "Keeping another document with an invoice")


def test_what_does_not_fit_is_said_on_the_form(day: Actor, plain_window: Window, open_to: OpenTo) -> None:
    open_to(plain_window, "officer")
    page = plain_window.go("/raise-invoice/?customer=C000000199").page
    page.get_by_label("Service").select_option("TRADE")
    line = page.get_by_role("group", name="Line 1")
    line.get_by_label("Description").fill("Skip")
    line.get_by_label("Quantity").fill("1")
    line.get_by_label("Price of one").fill("10")
    line.get_by_label("VAT code").select_option("N")
    line.get_by_label("Income code").select_option("TW01")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert").first).to_contain_text("is not one of our customers")


def test_the_register_of_fees(day: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    open_to(window, "manager")
    page = window.go("/set-up/fees/").page
    expect(page.get_by_text("No fee holds today.")).to_be_visible()
    page.get_by_role("link", name="Import a whole tariff").click()
    window.usable_by_everyone()
    picture(page, "import-fees", "Importing a tariff of fees and charges")
    file = tmp_path / "fees.csv"
    file.write_text(FEES.replace("2024-04-01", "2031-04-01"))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("alert")).to_contain_text("3 prices begun, 0 could not be taken.")
    page = window.go("/set-up/fees/").page
    page.get_by_label("Service").select_option("TRADE")
    page.get_by_label("Code", exact=True).fill("BIN-240")
    page.get_by_label("Name").fill("Wheeled bin, 240 litres")
    page.get_by_label("Unit").fill("lift")
    page.get_by_label("Price of one").fill("9.85")
    page.get_by_label("VAT code").select_option("N")
    page.get_by_label("Income code").select_option("TW01")
    today = MONDAY.today()
    for part, value in {"Day": today.day, "Month": today.month, "Year": today.year}.items():
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("Authority").fill("Fees and charges 2026/27")
    page.get_by_role("button", name="Begin a fee or another price").click()
    expect(page.get_by_role("alert")).to_contain_text("Wheeled bin, 240 litres: £9.85 from")
    window.usable_by_everyone()
    picture(page, "fees", "Fees and charges: what holds today, and how another price begins")
    page.get_by_role("link", name="Wheeled bin, 240 litres").click()
    expect(page.get_by_text("£9.85 a lift")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "fee", "Every price of one fee, each with its authority")


def test_a_run_is_looked_at_then_issued_exactly(day: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    open_to(window, "manager")
    page = window.go("/invoices/").page
    page.get_by_role("button", name="Preview a file").click()
    window.usable_by_everyone()
    file = tmp_path / "trade-waste.csv"
    rows = [charge("T-1", "20.00"), charge("T-2", "30.00", description="Misc", name="Ottoline Marchbanks"),
            charge("T-3", "1.00", income_code="XX")]  # fmt: skip
    file.write_text(feeder_csv.write(rows))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("1 invoice would be raised. Nothing was billed.")
    window.usable_by_everyone()
    picture(page, "preview", "A bill run looked at before it is issued: what is flagged, and who would be billed what")
    page.get_by_role("link", name="Look at it").click()
    window.usable_by_everyone()
    page.get_by_role("button", name="Issue it with the rest").click()
    expect(page.get_by_role("alert").first).to_contain_text("Say why it is right")
    page.get_by_label("Why it is right").fill("They asked for it by telephone")
    picture(page, "release-flagged", "A flagged invoice is issued only when somebody says why it is right")
    page.get_by_role("button", name="Issue it with the rest").click()
    expect(page.get_by_text("Released", exact=True)).to_be_visible()
    page.get_by_role("button", name="Issue exactly this").click()
    expect(page.get_by_role("alert")).to_contain_text("2 invoices issued, £50.00 to collect.")
    page = window.go("/previews/").page
    expect(page.get_by_text("Issued", exact=True)).to_be_visible()
    window.usable_by_everyone()
    picture(page, "previews", "Previews of bill runs, and what became of each")


def test_what_becomes_of_a_charge_that_looks_wrong(day: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go("/set-up/quality-checks/").page
    window.usable_by_everyone()
    picture(
        page,
        "quality-checks",
        "Quality checks: what becomes of a charge that looks wrong, by service and from which day",
    )
