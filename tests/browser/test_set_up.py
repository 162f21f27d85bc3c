"""Set-up, in a real browser."""

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
from piperoll.foundations.actors import Actor

OpenTo = Callable[[Window, str], User]
PARTS = {
    "services": "Set-up: the services that send us charges",
    "bank-accounts": "Set-up: our own bank accounts",
    "ledger": "Set-up: income codes and ledger accounts",
    "vat": "Set-up: VAT codes and their dated rates",
    "figures": "Set-up: payment terms, each value with its authority",
    "safeguards": "Set-up: what each flag and hold means for each act",
    "missing": "Set-up: what a newer Piperoll asks for and this council lacks, and the button that adds it",
    "holidays": "Set-up: bank holidays",
}


@pytest.fixture
def day(live_server: LiveServer, tmp_path: Path) -> Actor:
    """A day's bills and bank lines, matched once."""
    return a_day(tmp_path)


def test_the_council_changes_its_colour_and_the_pages_follow(day: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go("/set-up/").page
    window.usable_by_everyone()
    picture(page, "set-up", "Set-up: who we are, and where each part is kept")
    page.get_by_role("link", name="Change the council").click()
    expect(page.get_by_label("Invoice prefix")).to_be_disabled()
    page.get_by_label("Brand colour").fill("#ffdd00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").first).to_contain_text("dark enough for white words")
    window.usable_by_everyone()
    page.get_by_label("Brand colour").fill("#5a2d81")
    picture(page, "set-up-council", "Set-up: the council’s own details; how references are written is fixed once used")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("1 detail changed.")
    assert "#5a2d81" in page.content()


@pytest.mark.parametrize("part", list(PARTS))
def test_every_part_of_the_set_up(day: Actor, window: Window, open_to: OpenTo, part: str) -> None:
    open_to(window, "manager")
    page = window.go(f"/set-up/{part}/").page
    window.usable_by_everyone()
    picture(page, f"set-up-{part}", PARTS[part])


def test_vat_changes_by_beginning_another_rate(day: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go("/set-up/vat/").page
    page.get_by_label("VAT code").fill("S")
    page.get_by_label("Name").fill("Standard")
    page.get_by_label("Rate in per cent").fill("22")
    page.get_by_label("A business supply").check()
    page.get_by_label("Taxable").check()
    for part, value in {"Day": "1", "Month": "4", "Year": "2099"}.items():
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Authority").fill("Finance Act 2099")
    page.get_by_role("button", name="Begin another rate").click()
    expect(page.get_by_role("alert")).to_contain_text("VAT code S is 22% from 1 Apr 2099.")
    expect(page.get_by_text("4 Jan 2011 to 31 Mar 2099")).to_be_visible()
    window.usable_by_everyone()


def test_an_auditor_sees_and_cannot_change(day: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "auditor")
    page = window.go("/set-up/services/").page
    expect(page.get_by_role("button", name="Add a service")).to_have_count(0)
    window.go("/set-up/")
    expect(page.get_by_role("link", name="Change the council")).to_have_count(0)
