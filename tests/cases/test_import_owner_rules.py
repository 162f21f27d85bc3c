"""A council's whole rules from one file: what fits begins, what does not comes back with why."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.caring import owner, worked_out
from piperoll.cases.import_owner_rules import import_owner_rules
from piperoll.foundations.actors import Actor
from piperoll.runs.running import AlreadyTakenIn, rejections_of
from recovery.reminding import after, now, owing


def test_good_lines_begin_and_bad_ones_come_back(morag: Actor, tmp_path: Path) -> None:
    file = tmp_path / "owners.csv"
    start = after(1).isoformat()
    file.write_text(
        "owner,from_sum,track,valid_from,authority\n"
        f"bea,50,resident,{start},Policy\nnobody,,,{start},Policy\nbea,much,,{start},Policy\nbea,,,{start},\n"
    )
    done = import_owner_rules(file=file, **now(morag, after(1)))
    assert (done.lines, done.begun, done.rejected) == (4, 1, 3)
    reasons = [(rejection.line, rejection.reason) for rejection, _ in rejections_of(done.run)]
    assert [line for line, _ in reasons] == [3, 4, 5]
    assert reasons[0][1].startswith("There is no team and no officer called 'nobody'.")
    assert reasons[1][1] == "is not a sum in pounds"
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    worked_out(after(1))
    assert owner(dan) == "Bea"
    with pytest.raises(AlreadyTakenIn):
        import_owner_rules(file=file, **now(morag, after(1)))
