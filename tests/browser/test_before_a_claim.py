"""Before a claim, in a real browser: why not yet, a reply recorded, the time in law."""

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
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from recovery.claims import SENT, claimed
from the_day import set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def ada(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Ada had her letter of claim today."""
    manager = set_up_anytown()
    take_in_letters(manager)
    made = claimed(tmp_path, manager)
    monkeypatch.setattr(timezone, "localdate", lambda *given: SENT)
    monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(datetime.combine(SENT, time(16))))
    return made


def test_why_not_yet_and_what_came_back(ada: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{ada.reference}/recovery/").page
    page.get_by_role("link", name="Before a claim").click()
    expect(page.get_by_text("Not before 29 January 2027").first).to_be_visible()
    window.usable_by_everyone()
    page.get_by_role("link", name="Record a reply").click()
    page.get_by_label("Agrees that they owe part of it").check()
    page.get_by_label("Asks for documents").check()
    page.get_by_label("What they wrote").fill("I never had the March visits")
    for part, value in zip(("Day", "Month", "Year"), (SENT.day, SENT.month, SENT.year), strict=True):
        page.get_by_label(part, exact=True).fill(str(value))
    window.usable_by_everyone()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("supply them, or say why not").first).to_be_visible()
    expect(page.get_by_text("Agrees that they owe part of it; Asks for documents")).to_be_visible()
    picture(page, "before-a-claim", "Before a claim: every reason why not with its law, and what came back")
    with window.sized(PHONE):
        picture(page, "before-a-claim-phone", "The same on a phone")
    window.go("/recovery/time-in-law/").usable_by_everyone()
    picture(page, "time-in-law", "Debts whose time in law ends, in 3, 6 and 12 months")
    window.go(f"/customers/{ada.reference}/acknowledgement/").usable_by_everyone()
