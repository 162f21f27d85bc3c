"""Files watched on the pages: expected by a manager, seen on Home, looked into by an officer."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from piperoll.foundations.actors import Actor
from piperoll.interfaces.alerts import standing
from piperoll.runs.running import AlreadyTakenIn
from the_day import bank, paid, statement
from web.staff import client_of


def test_a_file_is_expected_and_an_alert_looked_into(tmp_path: Path, manager: Actor) -> None:
    today = timezone.localdate()
    boss, desk = client_of("manager", "boss"), client_of("officer")
    form = {
        "what": "statement MAIN", "weekdays": ["1", "5"], "by_hour": "half nine", "valid_from_day": today.day,
        "valid_from_month": today.month, "valid_from_year": today.year, "authority": "Banking contract",
    }  # fmt: skip
    where = "/money-in/alerts/expect/"
    assert "Enter an hour, like 15:00 or 3pm" in boss.post(where, form).content.decode()
    said = boss.post(where, form | {"by_hour": "09:30"}, follow=True).content.decode()
    assert "Bank statement MAIN: expected from" in said
    assert "Monday, Friday" in said
    assert "has a value" in boss.post(where, form | {"by_hour": "10:30"}).content.decode()
    assert desk.get(where).status_code == 403
    bank(tmp_path, manager, statement(paid("1.00", "X")))
    with pytest.raises(AlreadyTakenIn):
        bank(tmp_path, manager, statement(paid("1.00", "X")))
    assert "file late or refused" in desk.get("/").content.decode()
    assert "Nothing was taken in twice" in desk.get("/money-in/alerts/").content.decode()
    (alert,) = standing(timezone.now())
    one = f"/money-in/alerts/{alert.key}/"
    assert "It needs no more" not in client_of("auditor", "audrey").get(one).content.decode()
    noted = desk.post(one, {"reason": "Clicked twice"}, follow=True).content.decode()
    assert "statement.xml: noted, and it no longer stands." in noted
    assert "Clicked twice" in noted
    assert desk.get(one).status_code == 404
    assert "late or refused" not in desk.get("/").content.decode()
