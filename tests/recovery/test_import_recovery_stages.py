"""A whole ladder from a file: good lines begin, bad ones come back with the reason, the file is taken in once."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.anytown.recovery import POLICY
from piperoll.foundations.actors import Actor
from piperoll.recovery.import_recovery_stages import import_recovery_stages
from piperoll.recovery.models import Stage
from piperoll.runs import running
from recovery.reminding import now
from the_day import MONDAY

HEADING = "track,stage,days,wait_days,channel,minimum,valid_from,authority\n"


def test_anytowns_policy_begins_whole_and_once(manager: Actor) -> None:
    done = import_recovery_stages(file=POLICY, **now(manager, MONDAY))
    assert (done.begun, done.rejected) == (28, 0)
    with pytest.raises(running.AlreadyTakenIn):
        import_recovery_stages(file=POLICY, **now(manager, MONDAY))
    assert Stage.objects.get(track="resident", stage="letter_of_claim").minimum_pence == 50_00


def test_bad_lines_come_back_and_good_ones_begin(manager: Actor, tmp_path: Path) -> None:
    file = tmp_path / "ladder.csv"
    file.write_text(
        HEADING + "resident,reminder,21,14,letter,5.00,2026-12-01,Policy\n"
        "resident,shout,21,14,letter,5.00,2026-12-01,Policy\n"
        "resident,call,soon,14,call,5.00,2026-12-01,Policy\n"
        "resident,call,30,14,letter,five,2026-12-01,Policy\n"
        "resident,call,30,14,letter,5.00,2026-12-01,Policy\n"
        "resident,reminder,22,14,letter,5.00,2026-12-01,Policy\n"
    )
    done = import_recovery_stages(file=file, **now(manager, MONDAY))
    assert (done.lines, done.begun, done.rejected) == (6, 1, 5)
    said = {fault.line: fault.reason for fault, _ in running.rejections_of(done.run)}
    assert said[3].startswith("'shout' is not a stage")
    assert (said[4], said[5]) == ("is not a whole number from 0 to 3650", "is not a sum in pounds")
    assert "no letter has words for it" in said[6]
    assert "Reminder of residents has a value" in said[7]
