"""Refunds, in a real browser: asked for, looked at, decided, chosen, released, filed; and a concern."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from cards.by_card import standing_in
from crediting import take_in_sample_limits
from piperoll.authority.models import User
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from refunds.cards_back import paid_twice, released
from refunds.refunding import NEW, approved, choose, overpaid
from the_day import MONDAY, bill, charge, set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]
PAY_ON = date(2026, 11, 25)


@pytest.fixture
def ada(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Ada paid too much and owes something overdue; Basil's and Cora's refunds are approved; it is Monday."""
    manager = set_up_anytown()
    take_in_letters(manager)
    take_in_sample_limits()
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY)
    found = overpaid(tmp_path, manager)
    bill(
        tmp_path,
        manager,
        charge("old", "15.00", name="Ada Lovegrove", address_1="2 Vinegar Lane"),
        on=date(2026, 9, 1),
        name="old.csv",
    )
    approved(overpaid(tmp_path, manager, name="Basil Budd", pays="310.50", account="20000087654321"))
    approved(overpaid(tmp_path, manager, name="Cora Crisp", account=""), to=NEW)
    return found


@pytest.fixture
def bob(
    live_server: LiveServer, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Customer, Stub]]:
    """Bob paid a bill by card twice; it is Monday."""
    manager = set_up_anytown()
    take_in_letters(manager)
    take_in_sample_limits()
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY)
    with standing_in(settings) as stub:
        yield paid_twice(tmp_path, manager, stub), stub


def test_back_to_the_card(bob: tuple[Customer, Stub], window: Window, open_to: OpenTo) -> None:
    customer, stub = bob
    open_to(window, "officer")
    page = window.go(f"/customers/{customer.reference}/refund/").page
    window.usable_by_everyone()
    picture(page, "refund-ask-card", "Credit that came by card is offered back to the card")
    refund = approved(customer, method="card", amount_pence=20_00)
    run = released()
    page = window.go(f"/refunds/runs/{run}/").page
    window.usable_by_everyone()
    picture(page, "refund-run-cards", "Refunds released to cards, to be sent to GOV.UK Pay")
    page.get_by_role("button", name="Send to GOV.UK Pay").click()
    stub.books.finish_refunds()
    page.get_by_role("button", name="Ask what became of them").click()
    page = window.go(f"/refunds/{refund.pk}/").page
    window.usable_by_everyone()
    picture(page, "refund-on-card", "A refund to a card and its story")
    (payment, *_) = stub.books.payments
    stub.books.dispute(payment)
    page = window.go("/money-in/cards/").page
    page.get_by_role("button", name="Ask about disputes").click()
    window.usable_by_everyone()
    picture(page, "card-disputes", "Card payments, with one that its payer disputes")


def test_asked_for_decided_chosen_and_released(ada: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{ada.reference}/").page
    page.get_by_role("link", name="Pay credit back").click()
    window.usable_by_everyone()
    picture(page, "refund-ask", "Asking for a refund: what can be paid back, set-off offered first, where it goes")
    page.get_by_label("They paid too much").check()
    page.get_by_label("In your words").fill("Paid the sum of last year’s bill")
    page.get_by_label("Why nothing overdue is paid with it first").fill("The older bill is being put right")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("waits for somebody else to decide").first).to_be_visible()
    request = page.url
    choose(pay_on=PAY_ON)
    open_to(window, "manager")
    page = window.go("/" + request.split("/", 3)[3]).page
    expect(page.get_by_text("Safeguards as they stand today")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "refund-request", "A refund to decide: where it goes, and every safeguard in words with its source")
    page.get_by_label("Approve").check()
    page.get_by_role("button", name="Decide").click()
    page = window.go("/refunds/").page
    window.usable_by_everyone()
    picture(page, "refunds", "Refunds by where they stand")
    page.get_by_role("link", name="Refund runs").click()
    window.usable_by_everyone()
    page.get_by_role("link", name="25 Nov 2026").first.click()
    expect(page.get_by_text("They cool off until")).to_be_visible()
    window.usable_by_everyone()
    picture(
        page, "refund-run", "A refund run to release: which accounts, who asked and approved, what is left out and why"
    )
    with window.sized(PHONE):
        picture(page, "refund-run-phone", "The same on a phone")
    page.get_by_role("button", name="Release").click()
    page.get_by_role("button", name="Make the Bacs file").click()
    expect(page.get_by_text("is made: 1 refund")).to_be_visible()
    page.get_by_role("link", name="Basil Budd").click()
    expect(page.get_by_text("Put into a file")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "refund", "One refund and its story")


def test_a_concern_is_seen_by_those_alone_who_are_to_know(ada: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/refunds/").page
    page.get_by_role("link", name="Basil Budd").click()
    page.get_by_text("Something about this refund worries me").click()
    page.get_by_label("What concerns you").fill("A stranger paid in cash, and wants it at another bank")
    page.get_by_role("button", name="Pass it on").click()
    expect(page.get_by_text("Say nothing to the customer")).to_be_visible()
    expect(page.get_by_role("link", name="Concerns")).to_have_count(0)
    open_to(window, "finance_director")
    page = window.go("/refunds/concerns/").page
    expect(page.get_by_text("A stranger paid in cash")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "refund-concerns", "Concerns about refunds, for those alone who are to know")
