"""Complaints, in a real browser: recorded, acknowledged, decided, taken further, and what was learnt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from the_day import bill, charge, set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def basil(live_server: LiveServer, tmp_path: Path) -> Customer:
    """Basil, who owes £100."""
    manager = set_up_anytown()
    take_in_letters(manager)
    bill(tmp_path, manager, charge("B", "100.00", name="Basil Budd"), name="basil.csv")
    return Customer.objects.get(name="Basil Budd")


def test_a_complaint_and_what_it_taught(basil: Customer, window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go(f"/customers/{basil.reference}/complaint/").page
    page.get_by_label("What they complain of").fill("Nobody rang me back in six weeks")
    window.usable_by_everyone()
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("button", name="Acknowledge it by letter").click()
    expect(page.get_by_text("1 letter to go").first).to_be_visible()
    window.usable_by_everyone()
    page.get_by_role("button", name="Decide the complaint").click()
    page.get_by_label("Upheld", exact=True).check()
    page.get_by_label("Why").fill("Three messages were taken and nobody was told")
    page.get_by_role("button", name="Keep the decision and write to them").click()
    expect(page.get_by_text("say how, in a few words").first).to_be_visible()
    page.get_by_label("What is done to put it right").fill("We rang you today, and say sorry")
    page.get_by_role("button", name="Keep the decision and write to them").click()
    page.get_by_role("link", name="Record what was learnt").click()
    page.wait_for_url("**/learn/")
    here = page.url.removesuffix("learn/")
    page.get_by_label("What is to be done better").fill("Call back within two working days")
    page.get_by_label("Whose it is").select_option("TRADE")
    due = timezone.localdate() + timedelta(60)
    for part, value in zip(("Day", "Month", "Year"), (due.day, due.month, due.year), strict=True):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("is in the improvement log").first).to_be_visible()
    picture(page, "complaint", "A complaint decided: its clock, what was found, what was learnt")
    window.go(here)
    page.get_by_role("button", name="Take it to the next stage").click()
    expect(page.get_by_role("heading", name="Take it to stage 2")).to_be_visible()
    expect(page.get_by_label("The ombudsman’s reference")).to_have_count(0)
    page.get_by_label("Why they are not content").fill("Nobody rang today either")
    page.get_by_role("button", name="Begin the next stage").click()
    page.get_by_role("button", name="Decide the complaint").click()
    page.get_by_label("Not upheld").check()
    page.get_by_label("Why").fill("We rang at noon, and she answered")
    page.get_by_role("button", name="Keep the decision and write to them").click()
    page.get_by_role("button", name="Take it to the next stage").click()
    expect(page.get_by_role("heading", name="Take it to the ombudsman")).to_be_visible()
    page.get_by_label("The ombudsman’s reference").fill("26 011 223")
    window.usable_by_everyone()
    page.get_by_label("Why they are not content").fill("She went to the ombudsman")
    page.get_by_role("button", name="Begin the next stage").click()
    page.get_by_role("button", name="Enter what the ombudsman decided").click()
    expect(page.get_by_role("heading", name="Enter what the ombudsman decided")).to_be_visible()
    window.go("/complaints/?state=all").usable_by_everyone()
    picture(page, "complaints", "Complaints: the stage of each, by when it is acknowledged and decided")
    with window.sized(PHONE):
        picture(page, "complaints-phone", "The same on a phone")
    window.go("/complaints/lessons/").usable_by_everyone()
    picture(page, "lessons", "The improvement log: what complaints taught, whose it is, by when")
