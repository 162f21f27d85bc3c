"""Arrangements, in a real browser: one agreed, looked at, changed; a promise recorded and taken back; the lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from arrangements.arranging import AGREED, FIRST, agrees, comes, friday, watch, weekly
from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import somebody, take_in_sample_limits
from piperoll.arrangements.import_trigger_figures import import_trigger_figures
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from recovery.reminding import now, owing, policy
from the_day import COUNCIL_FILE, MONDAY, set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]
TODAY = friday(2) - timedelta(1)


@pytest.fixture
def ada(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Ada owes £60 and £30; Basil keeps to his arrangement, Cora was written to about hers."""
    manager = set_up_anytown()
    take_in_letters(manager)
    take_in_sample_limits()
    policy(manager)
    basil, cora = (owing(tmp_path, manager, name, "80.00", "45.50") for name in ("Basil Budd", "Cora Crisp"))
    agrees(basil, weekly(20_00))
    agrees(cora, weekly(15_00), on=AGREED)
    comes(tmp_path, manager, basil, "40.00", FIRST)
    watch(friday(1) - timedelta(1))
    found = owing(tmp_path, manager, "Ada Lovegrove", "60.00", "30.00")
    monkeypatch.setattr(timezone, "localdate", lambda *given: TODAY)
    return found


def test_one_is_agreed_changed_and_all_are_watched(ada: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "collections")
    page = window.go(f"/customers/{ada.reference}/arrangements/").page
    window.usable_by_everyone()
    page.get_by_role("button", name="Agree an arrangement").click()
    window.usable_by_everyone()
    page.get_by_label("How often").select_option("weekly")
    page.get_by_label("How much each time").fill("20.00")
    for part, value in (("Day", TODAY.day + 1), ("Month", TODAY.month), ("Year", TODAY.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("Standing order").check()
    page.get_by_label("Reason").select_option(label="Cannot pay it all at once")
    page.get_by_label("Why it is paid so").fill("Hours cut at work, paid on Fridays")
    picture(page, "arrangement-agree", "Agreeing an arrangement: which debts, how much, how often, by which way")
    with window.sized(PHONE):
        picture(page, "arrangement-agree-phone", "The same on a phone")
    page.get_by_role("button", name="Agree it").click()
    expect(page.get_by_role("heading", name="ARR-").first).to_be_visible()
    agreed = page.url
    window.go(f"/customers/{ada.reference}/arrangements/agree/")
    expect(page.get_by_text("Nothing they owe can go into an arrangement.")).to_be_visible()
    window.go(agreed).usable_by_everyone()
    page.get_by_role("link", name="Change what is paid and when").click()
    window.usable_by_everyone()
    window.go("/arrangements/").usable_by_everyone()
    picture(page, "arrangements", "Arrangements: those that need somebody first, what is behind, what comes next")
    page.get_by_role("row", name="Cora Crisp").get_by_role("link").first.click()
    window.usable_by_everyone()
    picture(page, "arrangement", "One arrangement: what was due when, what came, what is missing, its debts and story")
    with window.sized(PHONE):
        picture(page, "arrangement-phone", "The same on a phone")
    window.go("/arrangements/").page.get_by_role("button", name="Look at all of them for today").click()
    expect(page.get_by_text("3 arrangements looked at").first).to_be_visible()


def test_a_promise_is_recorded_and_taken_back(ada: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "collections")
    page = window.go(f"/customers/{ada.reference}/arrangements/promise/").page
    window.usable_by_everyone()
    page.get_by_label("How much").fill("50.00")
    for part, value in (("Day", 1), ("Month", 2), ("Year", 2027)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("Who promised").fill("Herself")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The ladder waits until").first).to_be_visible()
    window.usable_by_everyone()
    window.go("/promises/").usable_by_everyone()
    picture(page, "promises", "Promises to pay: kept or broken by the money that came")
    page = window.go(f"/customers/{ada.reference}/arrangements/").page
    page.get_by_role("link", name="Take it back").click()
    page.get_by_label("Why").fill("She rang again: not before March")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("It waits no more").first).to_be_visible()


def test_what_a_household_can_afford(ada: Customer, window: Window, open_to: OpenTo) -> None:
    import_trigger_figures(file=COUNCIL_FILE.parent / "triggers.csv", **now(somebody("manager"), MONDAY))
    open_to(window, "collections")
    page = window.go(f"/customers/{ada.reference}/affordability/record/").page
    window.usable_by_everyone()
    page.get_by_label("Who told us").fill("Herself")
    page.get_by_label("Where they live", exact=True).select_option(label="Rents from a landlord")
    page.get_by_label("What they do", exact=True).select_option(label="Works for somebody")
    for label, pounds, every in (
        ("Earnings", "300.00", "a week"), ("Rent or mortgage, and contents", "900.00", "a month"),
        ("Food and housekeeping", "60.00", "a week"),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(pounds)
        page.get_by_label(f"{label}: how often").select_option(label=every)
    page.get_by_label("Somebody else they owe (1)").fill("Catalogue")
    page.get_by_label("How much they owe there (1)").fill("270.00")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("needs no explanation").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "household-form", "Income and expenditure: what a household has and spends, as often as it comes")
    page.get_by_label("Food and housekeeping: why so much").fill("Special diet")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("a month they could pay us").first).to_be_visible()
    window.usable_by_everyone()
    page.get_by_role("link", name="Refer to advice").click()
    window.usable_by_everyone()
    page.get_by_label("Which agency").fill("Citizens Advice Anytown")
    page.get_by_label("Why").fill("Catalogue debts too")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("link", name="Record what came of it").click()
    window.usable_by_everyone()
    page.get_by_label("Took the advice up").check()
    page.get_by_role("button", name="Record it").click()
    picture(
        page, "affordability", "What they can afford: ways forward side by side, the statement, referrals to advice"
    )
    with window.sized(PHONE):
        picture(page, "affordability-phone", "The same on a phone")
    page.get_by_role("link", name="Agree it").first.click()
    expect(page.get_by_text("they can afford £31.50 a month")).to_be_visible()
    expect(page.get_by_label("How much each time")).to_have_value("31.50")
