"""Disputes, in a real browser: recorded from an invoice, answered by the service, closed with a letter; or never
answered, and charged back to the service."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from crediting import somebody, take_in_sample_limits
from disputes.disputing import opens
from disputes.test_chase_disputes import chased
from disputes.test_emailing import FIRST, SECOND, THIRD
from disputes.test_request_charge_back import STALE, decides
from piperoll.authority.models import Request, User, UserService
from piperoll.council.models import Service
from the_day import bill, charge, set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def basil(live_server: LiveServer, tmp_path: Path) -> str:
    """The number of Basil's bill of £100, which he has not paid."""
    manager = set_up_anytown()
    take_in_letters(manager)
    take_in_sample_limits()
    made = bill(tmp_path, manager, charge("B", "100.00", name="Basil Budd"), name="basil.csv")
    return made.first_number or ""


def test_a_dispute_from_the_call_to_the_letter(basil: str, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/invoices/{basil}/").page
    page.get_by_role("link", name="Record a dispute").click()
    page.get_by_label("What it is about").select_option("not_delivered")
    page.get_by_label("What the customer says").fill("Two of the four collections never came")
    page.get_by_label("How much they dispute").fill("500")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("is more than the £100.00").first).to_be_visible()
    window.usable_by_everyone()
    page.get_by_label("How much they dispute").fill("50")
    picture(page, "dispute-open", "Recording a dispute: only the sum in dispute is held, and a service is asked")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("the rest is still asked for").first).to_be_visible()
    address = urlsplit(page.url).path

    UserService.objects.create(user=open_to(window, "requester"), service=Service.objects.get(code="TRADE"))
    window.go("/your-requests/").page.get_by_role("link", name="1 dispute for you to answer").click()
    page.get_by_role("link", name="DISPUTE-").click()
    window.usable_by_everyone()
    page.get_by_label("What you know of it").fill("The round sheet of 12 November shows one missed. We agree to £25.")
    picture(page, "dispute-answer", "A dispute as the service sees it, and where it answers")
    page.get_by_role("button", name="Answer").click()

    open_to(window, "senior")
    window.go("/disputes/").usable_by_everyone()
    picture(page, "disputes", "Disputes: with whom each is, by when, what waits to be decided")
    with window.sized(PHONE):
        picture(page, "disputes-phone", "The same on a phone")
    window.go(address).page.get_by_role("button", name="Decide and close it").click()
    page.get_by_label("Upheld in part").check()
    page.get_by_label("Why", exact=True).fill("Our round sheet shows that one collection of two was missed.")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("say how much comes off").first).to_be_visible()
    window.usable_by_everyone()
    page.get_by_label("How much comes off").fill("25")
    picture(page, "dispute-close", "Closing a dispute: what is credited, and the words of the letter")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("1 letter to go").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "dispute", "A dispute closed: what was said, asked, answered, decided and credited")
    window.go("/set-up/disputes/").usable_by_everyone()


def test_a_debt_nobody_answered_for_is_charged_back(
    basil: str, window: Window, open_to: OpenTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    Service.objects.filter(code="TRADE").update(email="trade@anytown.example", head_email="head@anytown.example")
    number = opens(basil, amount_pence=30_00, by=somebody("officer")).dispute
    for on in (FIRST, SECOND, THIRD):
        chased(on)
    monkeypatch.setattr(timezone, "localdate", lambda *given: STALE)
    open_to(window, "senior")
    page = window.go(f"/disputes/{number}/").page
    expect(page.get_by_text("emailed to head@anytown.example")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "dispute-stale", "A dispute nobody answered: each email to the service stands in its story")
    page.get_by_role("button", name="Charge it back to the service").click()
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("Say it in a few words").first).to_be_visible()
    window.usable_by_everyone()
    page.get_by_label("Why the service is to bear it").fill("Asked three times; no round sheet was ever shown")
    picture(page, "charge-back", "Asking that a stale debt be charged back to the service that billed it")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("£30.00 for Trade waste to bear").first).to_be_visible()
    expect(page.get_by_role("button", name="Charge it back to the service")).to_have_count(0)
    decides(Request.objects.get(act="charge_back").pk)
    window.go("/disputes/").page.get_by_role("link", name="Charged back to services").click()
    expect(page.get_by_text("Asked three times")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "charge-backs", "The register of debts charged back, and what each service bears")
