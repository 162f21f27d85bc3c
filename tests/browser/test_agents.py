"""Cases with agents, in a real browser: one handed over, told to hold for a dispute, told to go on, and recalled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from cases.caring import worked_out
from cases.test_hand_over_case import HANDED
from crediting import somebody, take_in_sample_limits
from piperoll.authority.models import User
from piperoll.cases.rules import TAKERS
from piperoll.customers.models import Customer
from recovery.reminding import after, owing, policy, remind
from the_day import set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def dan(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Dan was warned."""
    manager = set_up_anytown()
    take_in_letters(manager)
    policy(manager)
    take_in_sample_limits()
    found = owing(tmp_path, manager, "Dan Dale", "60.00")
    remind(after(14))
    somebody("collections")
    worked_out(HANDED)
    monkeypatch.setattr(timezone, "localdate", lambda *given: HANDED)
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(HANDED, time(10, 20), UTC))
    return found


def test_a_case_goes_to_an_agent_and_comes_back(dan: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "senior")
    page = window.go(f"/customers/{dan.reference}/case/hand-over/").page
    window.usable_by_everyone()
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label(TAKERS["collection"]).check()
    page.get_by_label("Who", exact=True).fill("Harbour Collections")
    page.get_by_label("An agent’s email address").fill("cases@harbour.example")
    page.get_by_label("Why").fill("Three letters came to nothing")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_text("Harbour Collections has it").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "case-with-agent", "A case that an agent has: since when, for what, and what they were told")
    page = window.go("/recovery/agents/").page
    expect(page.get_by_text("Harbour Collections").first).to_be_visible()
    window.usable_by_everyone()
    with window.sized(PHONE):
        picture(page, "agents-phone", "What agents have, on a phone")
    page = window.go(f"/customers/{dan.reference}/case/recall/").page
    window.usable_by_everyone()
    page.get_by_label("Why").fill("We agreed an arrangement")
    page.get_by_role("button", name="Recall it").click()
    expect(page.get_by_text("Recalled from Harbour Collections").first).to_be_visible()
    window.usable_by_everyone()
