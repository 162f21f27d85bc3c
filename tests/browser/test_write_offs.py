"""Write-offs, in a real browser: one debt asked for, the register, one taken back; and a list of small balances."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import somebody, take_in_sample_limits
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from safeguards.people import hold
from the_day import bill, charge, set_up_anytown, take_in_letters
from write_offs.losing import LATER

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def basil(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Basil owes £30 and £25, and four others little; all of it long ago."""
    manager = set_up_anytown()
    take_in_letters(manager)
    take_in_sample_limits()
    for n, sum_ in enumerate(("30.00", "25.00")):
        bill(tmp_path, manager, charge(f"b{n}", sum_, name="Basil Budd"), name=f"b{n}.csv")
    bill(tmp_path, manager, *(charge(name, "4.20", name=name) for name in ("Cora Crisp", "Dora Dill", "Elsie Eel")))
    hold(manager, Customer.objects.get(name="Elsie Eel").pk, "dispute", days=300)
    monkeypatch.setattr(timezone, "localdate", lambda *given: LATER)
    monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(datetime.combine(LATER, time(16))))
    return Customer.objects.get(name="Basil Budd")


def test_a_debt_is_written_off_and_taken_back(basil: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{basil.reference}/").page
    page.get_by_role("link", name="Write a debt off").click()
    window.usable_by_everyone()
    page.get_by_label("£30.00").check()
    page.get_by_label("Not worth the cost of recovery").check()
    page.get_by_label("In your words").fill("A third letter costs more than it brings")
    page.get_by_role("button", name="Write it off").click()
    expect(page.get_by_text("needs evidence").first).to_be_visible()
    window.usable_by_everyone()
    page.get_by_label("What shows it").first.fill("Case note of 2 June")
    picture(
        page,
        "write-off-ask",
        "Writing a debt off: what they owe, until when it may be sued for, what each reason needs",
    )
    page.get_by_role("button", name="Write it off").click()
    expect(page.get_by_role("heading", name="WRITE-OFF-").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "write-off", "A write-off: whose debt, why, and who decided")
    page.get_by_text("Write it back").first.click()
    page.get_by_label("Why it is written back").fill("He rang: he pays a third of it")
    page.get_by_label("How much").fill("10.00")
    page.get_by_role("button", name="Write it back").click()
    expect(page.get_by_text("is owed in our books again").first).to_be_visible()
    window.go("/write-offs/").usable_by_everyone()
    expect(page.get_by_role("link", name="Download as CSV")).to_have_attribute("href", "/write-offs/register.csv")
    picture(page, "write-offs", "The register of write-offs: by reason, who approved them, what came back")
    with window.sized(PHONE):
        picture(page, "write-offs-phone", "The same on a phone")
    window.go("/set-up/write-offs/").usable_by_everyone()
    picture(page, "write-off-reasons", "What each reason for a write-off needs, and by whose authority")


def test_small_balances_go_by_a_list(basil: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/write-offs/small/").page
    page.get_by_label("Service").select_option("TRADE")
    page.get_by_role("button", name="Propose a list").click()
    expect(page.get_by_role("heading", name="SMALL-").first).to_be_visible()
    window.usable_by_everyone()
    picture(
        page, "small-balances", "A list of small balances: what would be written off, and what is left out with why"
    )
    page.get_by_role("button", name="Ask for this list").click()
    expect(page.get_by_text("waits for somebody else to decide").first).to_be_visible()
    window.go("/write-offs/small/").usable_by_everyone()
    assert somebody("manager").role
