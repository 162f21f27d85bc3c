"""One arrangement: a plan of years shows what comes next, and says how much follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from arrangements.arranging import AGREED, agrees, friday, weekly
from crediting import take_in_sample_limits
from piperoll.foundations.actors import Actor
from piperoll.web.components.wording import day
from recovery.reminding import owing, policy
from the_day import take_in_letters
from web.staff import client_of


def test_a_plan_of_years_shows_a_dozen_payments_ahead_and_the_rest_in_a_line(
    manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_letters(manager)
    take_in_sample_limits()
    policy(manager)
    ada = owing(tmp_path, manager, "Ada Lovegrove", "200.00")
    asked = agrees(ada, weekly(5_00), on=AGREED)
    monkeypatch.setattr(timezone, "localdate", lambda *given: AGREED)
    page = client_of("officer").get(f"/arrangements/{asked.arrangement}/").content.decode()
    assert page.partition("What was due when")[2].partition("</table>")[0].count("£5.00") == 12
    assert f"28 more, until {day(friday(39))}" in page
    assert "£140.00" in page


def test_what_waits_to_be_decided_stands_on_their_record(manager: Actor, tmp_path: Path) -> None:
    take_in_letters(manager)
    take_in_sample_limits()
    policy(manager)
    ada = owing(tmp_path, manager, "Ada Lovegrove", "200.00")
    asked = agrees(ada, weekly(2_00), on=AGREED)
    page = client_of("officer").get(f"/customers/{ada.reference}/arrangements/").content.decode()
    assert f'href="/approvals/{asked.request}/"' in page
    assert "£2.00 every week from 8 January 2027, 100 times" in page
