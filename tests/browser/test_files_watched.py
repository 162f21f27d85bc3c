"""Files watched in a real browser: what is amiss, one looked into, and what should come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.interfaces.expect_file import expect_file
from piperoll.receipting.rules import DoesNotFollow
from piperoll.runs.running import AlreadyTakenIn
from the_day import bank, paid, statement

OpenTo = Callable[[Window, str], User]


def test_an_alert_is_looked_into(manager: Actor, window: Window, open_to: OpenTo, tmp_path: Path) -> None:
    today = timezone.localdate()
    before = today - timedelta(days=7)
    when = {"on": before, "at": datetime(before.year, before.month, before.day, 9, tzinfo=UTC), "by": manager}
    days = {"weekdays": (1, 2, 3, 4, 5), "by_hour": time(9, 30), "valid_from": before}
    expect_file(kind="statement", subject="MAIN", authority="Banking contract", **days, **when)  # type: ignore[arg-type]
    expect_file(kind="feeder", subject="TRADE", authority="Service agreement", **days, **when)  # type: ignore[arg-type]
    content = statement(paid("84.50", "AT0000000001"))
    bank(tmp_path, manager, content, name="main-friday.xml")
    with pytest.raises(AlreadyTakenIn):
        bank(tmp_path, manager, content, name="main-again.xml")
    with pytest.raises(DoesNotFollow):
        bank(tmp_path, manager, statement(paid("9.00", "X"), opening="2.00"), name="main-gap.xml")
    open_to(window, "manager")
    page = window.go("/money-in/alerts/").page
    window.usable_by_everyone()
    picture(page, "alerts", "Files late or refused, what to do about each, and what should come when")
    with window.sized(PHONE):
        picture(page, "alerts-phone", "The same on a phone")
    page.get_by_role("link", name="main-again.xml").click()
    page.get_by_label("What you found out").fill("Downloaded twice by mistake")
    window.usable_by_everyone()
    picture(page, "alert", "One alert, and saying what was found out")
    page.get_by_role("button", name="It needs no more").click()
    expect(page.get_by_role("alert")).to_contain_text("it no longer stands")
    page.get_by_role("button", name="Expect a file").click()
    window.usable_by_everyone()
    picture(page, "alert-expect", "Saying which file should come, on which days and by what hour")
