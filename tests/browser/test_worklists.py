"""Worklists, in a real browser: what is due, a call from the list, one case, who has how much, the diary, the rules."""

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
from cases.caring import officer, teams, worked_out
from crediting import somebody
from piperoll.authority.models import User
from piperoll.cases.cover_caseload import cover_caseload
from piperoll.cases.record_exchange import ExchangeTold, record_exchange
from piperoll.cases.set_next_action import set_next_action
from piperoll.cases.set_team import set_team
from piperoll.customers.models import Customer
from recovery.reminding import CARE, after, now, owing, policy, remind
from safeguards.people import hold
from the_day import set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]
TODAY = after(28)


@pytest.fixture
def ada(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Five who owe, each with something else next."""
    manager = set_up_anytown()
    take_in_letters(manager)
    policy(manager)
    teams(manager)
    monkeypatch.setattr(timezone, "localdate", lambda *given: TODAY)
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(TODAY, time(10, 20), UTC))
    found = owing(tmp_path, manager, "Ada Lovegrove", "64.00", **CARE)
    owing(tmp_path, manager, "Dan Dale", "90.00")
    remind(after(14))
    owing(tmp_path, manager, "Basil Budd", "1042.50")
    cora, edith = owing(tmp_path, manager, "Cora Crisp", "120.00"), owing(tmp_path, manager, "Edith Crane", "33.00")
    hold(manager, edith.pk, "breathing_space", on=after(0), days=59)
    colin = somebody("collections")
    told = ExchangeTold("letter_in", "Says the bins were missed twice in November.", needs_answer=True)
    record_exchange(customer=cora.reference, told=told, **now(colin, after(10)))
    set_next_action(
        customer=found.reference, action="callback", due_on=TODAY, due_time=time(10, 30), note="After her shift",
        **now(colin, after(27)),
    )  # fmt: skip
    worked_out(TODAY)
    return found


def stands_in(leader: User) -> None:
    """Whoever signed in is in both teams, and covers for Bo."""
    manager = somebody("manager")
    for code, name, other in (("CARE", "Care debts", "cass"), ("GENERAL", "All other debts", "bo")):
        set_team(code=code, name=name, members=[other, leader.username], **now(manager, TODAY))
    cover_caseload(
        away="bo", owner=leader.username, valid_from=TODAY, valid_to=after(35), reason="Annual leave",
        **now(manager, TODAY),
    )  # fmt: skip


def test_a_morning_of_recovery(ada: Customer, window: Window, open_to: OpenTo) -> None:
    stands_in(open_to(window, "senior"))
    page = window.go("/recovery/worklist/").page
    expect(page.get_by_text("waits for an answer by").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "worklist", "A worklist: promised calls first, then what is due, each with why and what is next")
    with window.sized(PHONE):
        picture(page, "worklist-phone", "The same on a phone")
    page = window.go("/recovery/diary/").page
    window.usable_by_everyone()
    picture(page, "diary", "The diary: what is due on somebody’s list, day by day")
    page = window.go("/recovery/caseloads/").page
    window.usable_by_everyone()
    picture(page, "caseloads", "Who has how much: accounts, what is late and since when, and who covers for whom")
    page = window.go("/recovery/calls/").page
    expect(page.get_by_role("heading", name="Ada Lovegrove")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "calls", "The call list: whether to call, what was said before, and a form for what comes of it")
    page.get_by_label("What came of it").select_option("promise")
    page.get_by_label("In your words").fill("Pays on Friday when her wages come")
    page.get_by_role("button", name="Keep it and go to the next").click()
    expect(page.get_by_text("Ada Lovegrove: Kept as entry").first).to_be_visible()
    page = window.go(f"/customers/{ada.reference}/case/").page
    expect(page.get_by_text("Pays on Friday")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "case", "A case: what is next and why, whether to call, and all that was said, written and sent")
    page.keyboard.press("w")
    expect(page.get_by_role("heading", name="Write it down")).to_be_visible()
    window.usable_by_everyone()


def test_the_rules_of_who_looks_after_what(ada: Customer, window: Window, open_to: OpenTo) -> None:
    officer("Zed")
    open_to(window, "manager")
    for address, name, line in (
        ("/set-up/teams/", "teams", "Teams that share one queue of accounts, and who is in them"),
        ("/set-up/owners/", "owner-rules", "Who looks after what is overdue, by dated rules"),
        (
            "/recovery/caseloads/cover/",
            "caseload-cover",
            "Arranging who sees to an officer’s accounts while they are away",
        ),
    ):
        page = window.go(address).page
        window.usable_by_everyone()
        picture(page, name, line)
