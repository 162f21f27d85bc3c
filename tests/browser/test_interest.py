"""Interest worked out, in a real browser: each debt's rate, every stretch of days, and Bank Rate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import take_in_sample_limits
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from safeguards.people import hold
from the_day import MONDAY, bill, charge, set_up_anytown
from write_offs.losing import LATER

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def trader(live_server: LiveServer, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """A company that owes £1,200 since long ago, some days of it in dispute."""
    manager = set_up_anytown()
    take_in_sample_limits()
    bill(tmp_path, manager, charge("T", "1200.00"))
    found = Customer.objects.get(name="Pickle & Sons Ltd")
    hold(manager, found.pk, "dispute", on=MONDAY + timedelta(60), days=20)
    monkeypatch.setattr(timezone, "localdate", lambda *given: LATER)
    monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(datetime.combine(LATER, time(16))))
    return found


def test_interest_is_shown_stretch_by_stretch(trader: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go(f"/customers/{trader.reference}/").page
    page.get_by_role("link", name="Interest on what is overdue").click()
    window.usable_by_everyone()
    picture(page, "interest", "Interest on what is overdue: the rate and what fixed it, every stretch of days")
    with window.sized(PHONE):
        picture(page, "interest-phone", "The same on a phone")
    page.get_by_role("button", name="Charge it").click()
    window.usable_by_everyone()
    picture(page, "charge-late", "Charging a business for paying late: each line, and costs beyond the fixed sum")
    page.get_by_label("Why it is charged").fill("Reminded three times")
    page.get_by_role("button", name="Ask for it").click()
    assert "waits for somebody else to decide" in page.content()
    window.usable_by_everyone()
    picture(page, "charge-late-request", "The same as whoever decides sees it")
    window.go("/set-up/bank-rate/").usable_by_everyone()
    picture(page, "bank-rate", "Bank Rate, decision by decision")
