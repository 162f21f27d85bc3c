"""Care, silences and VAT, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from billing.caring import HEADING, person
from billing.scheduling import schedule
from browser.gallery import picture
from browser.window import Window
from crediting import take_in_sample_limits
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from the_day import set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def manager(live_server: LiveServer) -> Actor:
    """Anytown set up, with its limits."""
    by = set_up_anytown()
    take_in_sample_limits()
    return by


def fill_day(page: Page, group: str, on: date) -> None:
    """Type a date in three boxes."""
    boxes = page.get_by_role("group", name=group)
    for part, value in {"Day": on.day, "Month": on.month, "Year": on.year}.items():
        boxes.get_by_label(part, exact=True).fill(str(value))


def test_care_from_the_assessment_to_the_bill(manager: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    open_to(window, "manager")
    today = date.today()
    reference = person(manager, on=today - timedelta(days=60))
    mondays = [today - timedelta(days=today.weekday() + 7 * n) for n in range(4, 0, -1)]
    page = window.go(f"/care/{reference}/assess/").page
    window.usable_by_everyone()
    page.get_by_label("How they pay").select_option("partial")
    page.get_by_label("A week, if").fill("87.50")
    fill_day(page, "First week", mondays[0])
    page.get_by_label("Income code").select_option("ASC01")
    page.get_by_label("The assessment").fill("First assessment")
    picture(page, "assess-care", "What a person was found able to pay for their care, from a Monday on")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("It is on record.")
    file = tmp_path / "care.csv"
    file.write_text("\n".join([HEADING, *(f"{reference},HOME,{monday},14,22.50,Home care" for monday in mondays)]))
    page = window.go("/care/import/").page
    window.usable_by_everyone()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("alert")).to_contain_text("4 weeks taken")
    page = window.go(f"/care/{reference}/").page
    expect(page.get_by_text("To bill").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "care-person", "A person’s care: what waits to be billed and why, the weeks, the assessments")
    page = window.go("/care/bill/").page
    window.usable_by_everyone()
    page.get_by_role("button", name="Bill", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("1 invoice raised, £350.00 to collect.")
    page = window.go("/care/").page
    window.usable_by_everyone()
    picture(page, "care", "Care: who pays what, the last week told and the last billed")
    page = window.go(f"/care/{reference}/assess/").page
    page.get_by_label("How they pay").select_option("ended")
    fill_day(page, "First week", mondays[3])
    page.get_by_label("Income code").select_option("ASC01")
    page.get_by_label("The assessment").fill("Moved to another county")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("In their favour")).to_be_visible()
    page.get_by_role("button", name="Credit what was too much").click()
    page.get_by_label("What is wrong").fill("She moved on the Sunday before")
    window.usable_by_everyone()
    picture(page, "credit-care", "Care is over and a bill was too much: asking for its credit")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("alert")).to_contain_text("was billed too much")
    for form in ("share", "backdate"):
        window.go(f"/care/{reference}/{form}/")
        window.usable_by_everyone()


def test_silences_and_vat(manager: Actor, window: Window, open_to: OpenTo) -> None:
    schedule(manager, starts_on=date.today() - timedelta(days=80))
    open_to(window, "manager")
    page = window.go("/reports/").page
    page.get_by_role("link", name="Silences").click()
    expect(page.get_by_text("A schedule is due and not billed")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "silences", "Silences: who should have heard from us and did not, and who must look")
    page = window.go("/reports/vat/").page
    expect(page.get_by_text("6 Sales, net")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "vat-return", "VAT: a period’s boxes by tax point, and unpaid VAT that could be had back")
