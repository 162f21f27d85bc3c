"""Trigger figures are the council's to take in, from a day on; none come with Piperoll."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.arrangements.households import triggers_on
from piperoll.arrangements.import_trigger_figures import import_trigger_figures
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.runs.running import AlreadyTakenIn, rejections_of
from recovery.reminding import now
from the_day import COUNCIL_FILE, MONDAY

SAMPLE = COUNCIL_FILE.parent / "triggers.csv"


def test_they_hold_from_their_day_and_later_ones_follow(morag: Actor, tmp_path: Path) -> None:
    assert triggers_on(MONDAY) == {}
    officer = now(somebody("manager"), MONDAY)
    assert import_trigger_figures(file=SAMPLE, **officer).begun == 3
    with pytest.raises(AlreadyTakenIn):
        import_trigger_figures(file=SAMPLE, **officer)
    later = tmp_path / "april.csv"
    later.write_text(
        "group,single,extra_adult,under_14,from_14,valid_from,authority\n"
        "food,250.00,165.00,72.00,112.00,2027-04-01,Next year\n"
        "jewels,1.00,1.00,1.00,1.00,2027-04-01,Next year\n"
        "personal,lots,1.00,1.00,1.00,2027-04-01,Next year\n"
        "communications,90.00,1.00,1.00,1.00,2026-04-01,Too early\n"
    )
    done = import_trigger_figures(file=later, **officer)
    assert (done.begun, done.rejected) == (1, 3)
    assert [one.field for one, _ in rejections_of(done.run)] == ["group", "single", "valid_from"]
    april = date(2027, 4, 1)
    assert [triggers_on(day)["food"].single_pence for day in (april - timedelta(1), april)] == [240_00, 250_00]


def test_who_may(ada: Customer) -> None:
    with pytest.raises(NotPermitted):
        import_trigger_figures(file=SAMPLE, **now(somebody("officer"), MONDAY))
