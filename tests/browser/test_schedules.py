"""Schedules, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from billing.scheduling import schedule, tenant
from browser.gallery import picture
from browser.window import Window
from crediting import take_in_sample_limits
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from the_day import set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def manager(live_server: LiveServer) -> Actor:
    """Anytown set up."""
    return set_up_anytown()


def fill_day(page: Page, group: str, on: date) -> None:
    """Type a date in three boxes."""
    boxes = page.get_by_role("group", name=group)
    for part, value in {"Day": on.day, "Month": on.month, "Year": on.year}.items():
        boxes.get_by_label(part, exact=True).fill(str(value))


def test_a_schedule_from_its_first_day_to_its_last(manager: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    today = date.today()
    page = window.go(f"/schedules/new/?customer={tenant(manager)}").page
    window.usable_by_everyone()
    page.get_by_label("Service").select_option("TRADE")
    page.get_by_label("Reference", exact=True).fill("CONTRACT-17")
    page.get_by_label("Description").fill("Two bins, emptied weekly")
    page.get_by_label("How often").select_option("monthly")
    fill_day(page, "First day", today.replace(day=1) - timedelta(days=40))
    page.get_by_label("How many").fill("2")
    page.get_by_label("Price of one").fill("48.50")
    page.get_by_label("VAT code").select_option("N")
    page.get_by_label("Income code").select_option("TW01")
    picture(page, "schedule-add", "Beginning a schedule: to whom, for what, how often, at which price")
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("alert")).to_contain_text("begins.")
    page.get_by_role("button", name="Change the terms").click()
    window.usable_by_everyone()
    fill_day(page, "First day", today + timedelta(days=120))
    page.get_by_label("Or so much more").fill("3.8")
    page.get_by_label("Why").fill("By the index")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_text("£50.34")).to_be_visible()
    window.go("/schedules/timetable/")
    window.usable_by_everyone()
    picture(page, "timetable", "What each service must bill now, what is late, and what comes in four weeks")
    page.get_by_role("button", name="Bill what is due").click()
    expect(page.get_by_role("alert")).to_contain_text("raised")
    window.go("/schedules/")
    window.usable_by_everyone()
    picture(page, "schedules", "Schedules: what comes again and again")
    page.get_by_role("link", name="CONTRACT-17").click()
    window.usable_by_everyone()
    picture(page, "schedule", "One schedule: what is due, its terms, and what it billed")
    page.get_by_role("button", name="End it").click()
    fill_day(page, "Last day", today + timedelta(days=200))
    page.get_by_label("Why").fill("They move")
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("alert")).to_contain_text("It ends on")


def test_what_is_far_too_late_waits_for_somebody_else(manager: Actor, window: Window, open_to: OpenTo) -> None:
    take_in_sample_limits()
    number = schedule(manager, starts_on=date.today() - timedelta(days=600))
    open_to(window, "manager")
    page = window.go("/schedules/timetable/").page
    expect(page.get_by_text("should have been billed long ago")).to_be_visible()
    page = window.go(f"/schedules/{number}/late/").page
    window.usable_by_everyone()
    fill_day(page, "Everything due to be billed up to", date.today() - timedelta(days=91))
    page.get_by_label("What was agreed").fill("Twenty months at £50, letter of today")
    picture(
        page, "ask-late-billing", "Asking that what should have been billed long ago be billed, once it is agreed how"
    )
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_contain_text("wait to be approved")
    window.usable_by_everyone()
    picture(page, "request-late-billing", "Late billing as a request: since when, how much, what was agreed")


def test_school_terms(manager: Actor, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go("/set-up/terms/").page
    page.get_by_label("Name").fill("Spring 2027")
    fill_day(page, "First day", date(2027, 1, 5))
    fill_day(page, "Last day", date(2027, 3, 25))
    page.get_by_role("button", name="Add a term").click()
    expect(page.get_by_role("alert")).to_contain_text("Spring 2027 was added.")
    window.usable_by_everyone()
    picture(page, "set-up-terms", "Set-up: school terms, by which termly schedules are billed")
