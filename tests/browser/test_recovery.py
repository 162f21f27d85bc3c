"""Reminders, in a real browser: worked out, looked at by reason, issued; one account; a step recorded; the policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import somebody
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from recovery.reminding import CARE, after, owing, pays, policy, propose, remind
from safeguards.people import hold
from the_day import ask, set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]
TODAY = after(28)


@pytest.fixture
def ada(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Six people who owe, each for another step; Ada was written to about her care, and now somebody should call."""
    manager = set_up_anytown()
    take_in_letters(manager)
    policy(manager)
    monkeypatch.setattr(timezone, "localdate", lambda *given: TODAY)
    found = owing(tmp_path, manager, "Ada Lovegrove", "64.00", **CARE)
    owing(tmp_path, manager, "Dan Dale", "90.00")
    remind(after(14))
    owing(tmp_path, manager, "Basil Budd", "42.50", "18.00")
    cora = owing(tmp_path, manager, "Cora Crisp", "120.00")
    invoice = ask("SELECT id, number FROM billing_invoice WHERE customer_id = %(c)s", c=cora.pk)[0]
    hold(manager, cora.pk, days=90, invoice_id=invoice.id, invoice_number=invoice.number, amount_pence=45_00)
    edith = owing(tmp_path, manager, "Edith Crane", "33.00")
    hold(manager, edith.pk, "breathing_space", days=60)
    owing(tmp_path, manager, "Frank Finch", "3.20")
    pays(tmp_path, manager, owing(tmp_path, manager, "Gail Grey", "25.00"), "30.00", after(1), unapplied=True)
    return found


def test_reminders_from_working_out_to_issuing(ada: Customer, window: Window, open_to: OpenTo) -> None:
    propose(TODAY, somebody("officer"))
    open_to(window, "senior")
    page = window.go("/recovery/").page
    window.usable_by_everyone()
    picture(page, "reminder-runs", "Reminder runs: what was looked at, the letters and what they ask for")
    page.get_by_role("link", name="18 Jan 2027").click()
    expect(page.get_by_text("Breathing space".lower()).first).to_be_visible()
    window.usable_by_everyone()
    picture(
        page, "reminder-run", "A reminder run: every account looked at, by what becomes of it, each with its reason"
    )
    with window.sized(PHONE):
        picture(page, "reminder-run-phone", "The same on a phone")
    page.get_by_role("link", name="First notice").first.click()
    expect(page.get_by_text("Edith Crane")).to_have_count(0)
    page.get_by_role("button", name="Issue").click()
    expect(page.get_by_text("Issued: 3 letters").first).to_be_visible()


def test_one_account_and_the_policy(ada: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go(f"/customers/{ada.reference}/recovery/").page
    expect(page.get_by_text("offer the financial assessment again")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "account-ladder", "Where one account stands on its ladder, why, and what was done about it")
    page.get_by_role("button", name="Record that it was done").click()
    window.usable_by_everyone()
    page.get_by_label("What came of it").fill("Her daughter pays on Friday")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Recorded: telephone call, for 1 instalment.").first).to_be_visible()
    page = window.go("/set-up/recovery-stages/?track=resident").page
    window.usable_by_everyone()
    picture(page, "recovery-stages", "The stages of one track of recovery, dated, with a form that begins another")
    page = window.go("/set-up/tracks/").page
    window.usable_by_everyone()
    picture(page, "recovery-tracks", "Which track of recovery what is owed falls on")
    assert date(2027, 1, 18) == TODAY
