"""The allocation desk in a real browser, worked by the keyboard; and with no JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from a_past import Past
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.council.models import DatedFigure
from piperoll.foundations.actors import Actor
from piperoll.receipting import desk, queries
from piperoll.receipting.accept_candidate import accept_candidate
from piperoll.receipting.measure_matching import measure_matching
from piperoll.receipting.propose_payer_rules import propose_payer_rules
from piperoll.reconciliation.check_books import check_books
from receipting.desk_day import newest, receipts, suggestions
from receipting.ruling import paid_for_by_another
from the_day import MONDAY, MORNING, set_up_anytown

OpenTo = Callable[[Window, str], User]


@pytest.fixture
def manager(live_server: LiveServer, tmp_path: Path) -> Actor:
    """Six receipts that wait with a suggestion each."""
    manager = set_up_anytown()
    suggestions(tmp_path, manager, many=6)
    return manager


def officer(window: Window, open_to: OpenTo, address: str = "/money-in/desk/") -> Page:
    open_to(window, "officer")
    return window.go(address).page


def states() -> list[str]:
    return [queries.receipt(receipt).state for receipt in receipts()]


def test_one_after_another_by_the_keyboard_alone(manager: Actor, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to)
    expect(page.get_by_role("heading", name="£20.00 from no name given")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "allocation-desk", "The allocation desk: a bank line, the ways to use it, and what waits")
    with window.sized(PHONE):
        picture(page, "allocation-desk-phone", "The allocation desk on a phone")
    assert "Payer No0" in window.focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="£21.00")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("£20.00 placed, £20.00 of it allocated.")
    assert "Payer No1" in window.focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="£22.00")).to_be_visible()
    assert states()[:3] == ["placed", "placed", "suggested"]
    page.keyboard.press("Control+z")
    expect(page.get_by_role("heading", name="£21.00")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("heading", name="£20.00")).to_be_visible()
    assert states() == ["held", "held", *["suggested"] * 4]
    assert "Payer No0" in window.focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="£22.00")).to_be_visible()
    assert states()[:2] == ["placed", "held"]
    assert check_books().agrees


def test_all_that_is_certain_at_once(manager: Actor, window: Window, open_to: OpenTo) -> None:
    now = {"on": datetime.now(UTC).date(), "at": datetime.now(UTC), "by": manager}
    page = officer(window, open_to)
    page.get_by_text("Why nothing can be accepted all at once").click()
    expect(page.get_by_text("takes 381 decisions that were right, and there are 0 of 0")).to_be_visible()
    page.keyboard.press("Control+Enter")
    assert states() == ["suggested"] * 6
    DatedFigure.objects.filter(name="certain_wrong_per_thousand").update(value=Decimal(990))
    for receipt in receipts()[:2]:
        accept_candidate(match=newest(receipt).id, candidate=0, **now)
    measure_matching(**now)
    window.go("/money-in/desk/")
    expect(page.get_by_role("button", name="Accept all 4 that are certain (Ctrl + Enter)")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "allocation-desk-certain", "The desk when suggestions have proved themselves certain")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing is left to place here. Well done.")).to_be_visible()
    assert states() == ["placed"] * 6
    window.usable_by_everyone()
    window.go("/reports/matching/")
    window.usable_by_everyone()
    picture(page, "matching", "How well receipts are matched, and from which score a suggestion is certain")
    window.go("/money-in/desk/")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("alert")).to_contain_text("4 receipts is in suspense again, and held")
    assert states() == [*["placed"] * 2, *["held"] * 4]


def test_two_people_never_work_one_receipt_unknowingly(manager: Actor, window: Window, open_to: OpenTo) -> None:
    other = actor_of(User.objects.create(username="olive", name="Olive Otter", role="officer"))
    first, second = receipts()[:2]
    desk.sit_down(first, by=other, at=datetime.now(UTC))
    page = officer(window, open_to)
    expect(page.get_by_role("heading", name="£21.00")).to_be_visible()
    expect(page.get_by_text("with Olive Otter")).to_be_visible()
    window.go(f"/money-in/desk/?receipt={first}")
    expect(page.get_by_text("Olive Otter has had it at the desk since")).to_be_visible()
    expect(page.get_by_role("button", name="Accept and go on")).to_have_count(0)
    window.usable_by_everyone()
    picture(page, "allocation-desk-taken", "A receipt somebody else has before them: ask, or take it over")
    page.get_by_role("button", name="Take it over").click()
    expect(page.get_by_role("button", name="Accept and go on")).to_be_visible()
    assert states()[1] == "suggested"
    assert desk.who_sits(first, by=other, at=datetime.now(UTC)).name == "Ines Okafor"
    assert desk.who_sits(second, by=other, at=datetime.now(UTC)) is None


def test_splitting_over_two_customers(manager: Actor, window: Window, open_to: OpenTo) -> None:
    page = officer(window, open_to)
    for whose, sum_ in (("payer no3", "12.00"), ("payer no4", "8.00")):
        page.get_by_role("searchbox", name="Find the customer").fill(whose)
        page.get_by_role("search", name="Find the customer").get_by_role("button").click()
        page.get_by_role("link", name=whose, exact=False).click()
        page.get_by_label("Pounds to pay").first.fill(sum_)
        page.get_by_role("button", name="Place", exact=True).click()
    expect(page.get_by_role("heading", name="£21.00")).to_be_visible()
    assert states()[0] == "placed"
    assert len(queries.placements(receipts()[0])) == 2


def test_without_javascript(manager: Actor, plain_window: Window, open_to: OpenTo) -> None:
    page = officer(plain_window, open_to, "/money-in/desk/?show=suggested")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Accept and go on").click()
    expect(page.get_by_role("heading", name="£21.00")).to_be_visible()
    page.get_by_role("button", name="Take back £20.00").click()
    expect(page.get_by_role("heading", name="£20.00")).to_be_visible()
    page.get_by_role("link", name="Leave it, next").click()
    page.get_by_text("Hold it in suspense").click()
    page.get_by_label("Reason").fill("Asked the service")
    page.get_by_role("button", name="Hold and go on").click()
    expect(page.get_by_role("heading", name="£22.00")).to_be_visible()
    assert states()[:2] == ["held", "held"]


@pytest.fixture
def learned(live_server: LiveServer, tmp_path: Path) -> None:
    """A landlord who pays, placed by hand until it was proposed as a rule."""
    manager = set_up_anytown()
    paid_for_by_another(Past(manager, tmp_path))
    propose_payer_rules(on=MONDAY, at=MORNING, by=manager)


def test_a_rule_is_read_and_approved(learned: None, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go("/money-in/rules/").page
    window.usable_by_everyone()
    picture(page, "payer-rules", "What was learned from placements by hand, with its effect, to be approved or not")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("In force")).to_be_visible()
    window.usable_by_everyone()
