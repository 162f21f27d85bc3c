"""A credit asked for, decided by somebody else and issued, in a real browser and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from a_past import Past, numbers
from browser.a_year import a_year
from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import credit, somebody, take_in_sample_limits
from piperoll.authority.arrange_cover import arrange_cover
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import User
from piperoll.authority.set_limit import set_limit
from piperoll.billing.models import CreditNote

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def year(live_server: LiveServer, tmp_path: Path) -> Past:
    """Books with a year of care in them, and Anytown's limits."""
    past = a_year(tmp_path)
    take_in_sample_limits()
    return past


def test_a_credit_is_asked_for_from_the_invoice(year: Past, window: Window, open_to: OpenTo) -> None:
    open_to(window, "assistant")
    number = numbers()[5]
    page = window.go(f"/invoices/{number}/").page
    window.tab_to("Ask for a credit note")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ask for a credit note")).to_be_visible()
    window.usable_by_everyone()
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    window.usable_by_everyone()
    page.get_by_label("The debt cannot be recovered").check()
    page.get_by_label("In your words").fill("Mrs Pugh was in hospital from 21 September")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("alert")).to_contain_text("not for a debt that cannot be paid")
    picture(page, "credit-refused", "Bad debt is no reason for a credit note, and the page says what to do instead")
    page.get_by_label("Care changed, ended or was reassessed").check()
    page.get_by_label("What shows it").fill("Ward letter of 2 October, in the care record")
    page.get_by_label("A sum, VAT included").check()
    page.get_by_label("The sum").fill("50")
    picture(page, "credit-ask", "Asking for a credit note: what is wrong, what shows it, how much of which line")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("alert")).to_contain_text("£50.00 waits for somebody else to decide")
    window.usable_by_everyone()


def test_somebody_else_decides_on_one_screen_by_keyboard(year: Past, window: Window, open_to: OpenTo) -> None:
    credit(numbers()[5], by="assistant", reason="care_change", why="In hospital from 21 September", amount_pence=90_00,
           evidence="Ward letter of 2 October, in the care record", on=timezone.localdate())  # fmt: skip
    credit(numbers()[6], by="assistant", reason="duplicate", why="Billed by the depot too", on=timezone.localdate())
    open_to(window, "manager")
    page = window.go("/approvals/").page
    window.usable_by_everyone()
    picture(page, "approvals", "Approvals: what waits for me, who asked, how much, and until when")
    page.get_by_role("link", name="Credit note").first.click()
    window.usable_by_everyone()
    picture(page, "request", "One request on one screen: who, why, what changes, how the customer stands, the limit")
    with window.sized(PHONE):
        picture(page, "request-phone", "The same request on a phone")
    window.tab_to("Approve")
    page.keyboard.press("Space")
    window.tab_to("Decide")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("was issued on invoice")
    note = CreditNote.objects.get()
    window.go(f"/credit-notes/{note.number}/")
    window.usable_by_everyone()
    picture(page, "credit-note", "A credit note: what comes off, why, who asked, who approved, and its postings")
    window.go(f"/invoices/{numbers()[6]}/bill-again/")
    window.usable_by_everyone()
    picture(page, "bill-again", "Cancelling an invoice and billing it again, as one act with two papers")
    window.go(f"/invoices/{numbers()[6]}/adjust/")
    window.usable_by_everyone()
    picture(page, "adjust", "Billing what was missing: a further invoice, linked to the first")
    window.go("/credit-notes/")
    window.usable_by_everyone()
    picture(page, "credit-notes", "Credit notes, the newest first")
    window.go(f"/invoices/{numbers()[5]}/")
    window.usable_by_everyone()


def test_the_second_of_two_people_sees_who_agreed(year: Past, window: Window, open_to: OpenTo) -> None:
    today = timezone.localdate()
    how: dict[str, Any] = {"on": today, "at": timezone.now()}
    set_limit(
        act="credit_note", up_to_pence=100_00, approvers=["manager"], then_approvers=["finance_director"],
        valid_from=today, authority="Financial regulations 2026", by=somebody("administrator"), **how,
    )  # fmt: skip
    asked = credit(numbers()[5], by="assistant", reason="care_change", why="In hospital from 21 September",
                   amount_pence=90_00, evidence="Ward letter of 2 October", on=today).request  # fmt: skip
    decide_request(request=asked, decision="approve", by=somebody("manager"), **how)
    open_to(window, "finance_director")
    page = window.go("/approvals/").page
    page.get_by_role("link", name="Credit note").first.click()
    window.usable_by_everyone()
    picture(page, "request-second", "A request that takes two: who agreed to it, and the second person to decide")
    window.tab_to("Approve")
    page.keyboard.press("Space")
    window.tab_to("Decide")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("was issued on invoice")


def test_limits_cover_and_segregation(year: Past, window: Window, open_to: OpenTo) -> None:
    manager, today = somebody("manager", "morag.two"), timezone.localdate()
    somebody("senior")
    arrange_cover(
        user="morag.two", deputy="senior.one", valid_from=today, valid_to=today + timedelta(days=5),
        reason="Annual leave", on=today, at=timezone.now(), by=manager,
    )  # fmt: skip
    open_to(window, "administrator")
    page = window.go("/set-up/limits/").page
    window.usable_by_everyone()
    picture(page, "set-up-limits", "Limits: who may do what up to which sum, who approves it, who is told")
    page.get_by_role("link", name="End Credit note, up to £100.00").click()
    window.usable_by_everyone()
    window.go("/set-up/segregation/")
    window.usable_by_everyone()
    picture(page, "set-up-segregation", "Who holds two kinds of work that should be kept apart")
    page.context.clear_cookies()
    open_to(window, "manager")
    window.go("/approvals/cover/")
    window.usable_by_everyone()
    picture(page, "cover", "Cover: who decides for whom while they are away")


def test_without_javascript(year: Past, plain_window: Window, open_to: OpenTo) -> None:
    asked = credit(numbers()[5], by="assistant", on=timezone.localdate()).request
    open_to(plain_window, "manager")
    page = plain_window.go(f"/approvals/{asked}/").page
    page.get_by_label("Refuse").check()
    page.get_by_label("Why, or what you ask").fill("The log says otherwise")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text(f"Request {asked} is refused.")).to_be_visible()
