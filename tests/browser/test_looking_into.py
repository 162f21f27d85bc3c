"""Looking for the owner of money nobody could place, in a real browser: the income team asks, a service answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import Window
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.council.models import Service
from piperoll.suspense.ask_service import ask_service
from suspense.asking import unplaced
from the_day import MONDAY, MORNING, set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def receipt(live_server: LiveServer, tmp_path: Path) -> int:
    return unplaced(tmp_path, set_up_anytown())[0]


def test_taken_noted_asked_and_answered(receipt: int, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/money-in/receipts/{receipt}/").page
    page.get_by_role("link", name="Looking for its owner").click()
    window.usable_by_everyone()
    page.get_by_role("button", name="Take it yourself").click()
    expect(page.get_by_role("alert")).to_contain_text("It is yours to look into.")
    page.get_by_label("Note").fill("The market office is shut until Tuesday")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_label("Which service").select_option("TRADE")
    page.get_by_label("What you want to know").fill("Is stall 12 one of yours?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Asked. They are to answer by")
    window.usable_by_everyone()
    picture(page, "looking-into", "Looking for a receipt’s owner: who has it, notes, and what a service was asked")
    asked = page.url
    window.go("/suspense/?view=asked")
    expect(page.get_by_text("Trade waste is to answer by")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "suspense-asked", "Suspense: whose each receipt is, how long it waits, and what a service was asked")
    window.go(asked)
    expect(page.get_by_text("Nobody of theirs signs in here: telephone them.")).to_be_visible()
    page.get_by_role("link", name="Write down what Trade waste said").click()
    page.get_by_label("What you know of it").fill("Told by telephone: Basket’s cheese stall")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Their answer is kept.")
    expect(page.get_by_text("Trade waste: Told by telephone")).to_be_visible()


def test_a_service_answers(receipt: int, window: Window, open_to: OpenTo) -> None:
    asker = actor_of(User.objects.get(role="manager", username="morag.manager"))
    ask_service(receipt=receipt, service="TRADE", words="Is stall 12 one of yours?", on=MONDAY, at=MORNING, by=asker)
    user = open_to(window, "requester")
    user.services.create(service=Service.objects.get(code="TRADE"))
    page = window.go("/your-requests/").page
    page.get_by_role("link", name="1 question about money nobody could place").click()
    window.usable_by_everyone()
    page.get_by_role("link", name="B BASKET").click()
    window.usable_by_everyone()
    picture(page, "service-question", "What a service is asked about money nobody could place")
    page.get_by_label("What you know of it").fill("Yes, Basket’s cheese stall")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Thank you")
    expect(page.get_by_text("Nothing is asked of you.")).to_be_visible()
