"""Direct Debit's take-up and failures, in a real browser: months drawn, and the tables beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from bacs.collecting import a_payer, choose, lodge, release, take_in, tell, unpaid
from browser.gallery import picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.bacs.models import Collection
from piperoll.documents.load_templates import load_templates
from the_day import MONDAY, MORNING, bill, charge, set_up_anytown

OpenTo = Callable[[Window, str], User]
BILLED_ON = [date(2026, 6, 1), date(2026, 7, 6), date(2026, 9, 7)]
"""Mondays: what is billed on them is due on a Monday four weeks later."""


@pytest.fixture
def summer(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three months of bills; two of four customers pay by Direct Debit, and now and then a bank says no."""
    olive = set_up_anytown()
    load_templates(on=BILLED_ON[0], at=MORNING, by=olive)
    oscar = actor_of(User.objects.create(username="oscar.officer", name="Oscar Osei", role="officer"))
    for name in ("Ada Lovegrove", "Basil Budd"):
        a_payer(tmp_path, olive, "40.00", name=name, on=BILLED_ON[0])
    lodge(olive, BILLED_ON[0])
    for nth, on in enumerate(BILLED_ON):
        rows = [
            charge(f"{name}{nth}", f"{30 + 7 * nth}.00", name=name, address_1="1 Brine Street")
            for name in ("Ada Lovegrove", "Basil Budd", "Cora Crisp", "Dev Dhillon")
        ]
        bill(tmp_path, olive, *rows, on=on, name=f"{nth}.csv")
        due_on = on + timedelta(days=28)
        tell(olive, on + timedelta(days=4))
        chosen = choose(olive, due_on, due_on - timedelta(days=4))
        release(chosen, oscar, due_on - timedelta(days=4))
        if nth != 1:
            back = Collection.objects.filter(collection_run=chosen.collection_run).latest("id")
            take_in(
                tmp_path, olive, unpaid((back, "0"), day=due_on - timedelta(days=1), produced=due_on, number=str(nth)),
                name=f"{nth}.xml", on=due_on,
            )  # fmt: skip
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY)
    return tmp_path


def test_take_up_and_failures(summer: Path, window: Window, open_to: OpenTo) -> None:
    open_to(window, "manager")
    page = window.go("/reports/").page
    page.get_by_role("link", name="Direct Debit: take-up and failures").click()
    expect(page.get_by_text("% came back:")).to_be_visible()
    window.usable_by_everyone()
    picture(page, "direct-debit-figures", "Direct Debit over twelve months: take-up, what came back and why")
    with window.sized(PHONE):
        picture(page, "direct-debit-figures-phone", "The same on a phone")
    answer = page.request.get(page.url.replace("/direct-debits/", "/direct-debits.csv"))
    assert answer.text().startswith("\ufeffmonth,service,due_pounds")
