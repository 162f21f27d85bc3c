"""Runs and raising invoices, in a real browser."""

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
from the_day import charge

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def day(live_server: LiveServer, tmp_path: Path) -> Actor:
    """A day's bills and bank lines, matched once."""
    return a_day(tmp_path)


def test_what_ran_and_what_could_not_be_taken(day: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "auditor")
    page = window.go("/runs/").page
    window.usable_by_everyone()
    picture(page, "runs", "What was done in sets, by whom and with which result")
    page.get_by_role("link", name="Single deeds too").click()
    expect(page.get_by_text("Set up council")).to_be_visible()
    page.get_by_role("row", name="feeder.csv").get_by_role("link").click()
    expect(page.get_by_text("is not one of our income codes")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "run", "A billing run: control totals, seal, and the lines that go back to the service")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the rejected lines").click()
    assert "XX01" in Path(download.value.path()).read_text()


def test_raising_invoices_from_a_file_twice(day: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    open_to(window, "officer")
    page = window.go("/raise-invoices/").page
    window.usable_by_everyone()
    picture(page, "raise-invoices", "Taking in a service’s file of charges")
    file = tmp_path / "trade-waste.csv"
    file.write_text(feeder_csv.write([charge("T-1", "20.00"), charge("T-2", "30.00")]))
    for said in ("2 invoices raised, £50.00 to collect.", "This file was already taken in as run"):
        page.goto("/raise-invoices/")
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Raise invoices").click()
        expect(page.get_by_role("alert")).to_contain_text(said)


def test_a_file_cut_short_is_noticed(day: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    open_to(window, "officer")
    page = window.go("/raise-invoices/").page
    file = tmp_path / "cut.csv"
    file.write_text(feeder_csv.write([charge("T-1", "20.00")]))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("How many charges").fill("2")
    page.get_by_role("button", name="Raise invoices").click()
    expect(page.get_by_role("alert").first).to_contain_text("The file holds 1 lines worth £20.00, not the 2 lines")
    window.usable_by_everyone()
