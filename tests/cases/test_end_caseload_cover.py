"""Back early: the cover ends the day before, and one that is over cannot end again."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.caring import listed, worked_out
from crediting import somebody
from piperoll.cases.cover_caseload import cover_caseload
from piperoll.cases.end_caseload_cover import CoverIsOver, NoSuchCaseloadCover, end_caseload_cover
from piperoll.foundations.actors import Actor
from recovery.reminding import after, now, owing


def test_back_early(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, "Basil Budd", "1500.00")
    worked_out(after(7))
    stella = somebody("senior")
    cover = cover_caseload(
        away="bo", owner="cass", valid_from=after(8), valid_to=after(20), reason="Leave", **now(stella, after(7))
    ).cover
    done = end_caseload_cover(cover=cover, reason="Back early", **now(stella, after(10)))
    assert (done.away, done.valid_to) == ("Bo", after(9))
    assert listed("cass", after(9)) == ["Basil Budd: remind"]
    assert listed("cass", after(10)) == []
    with pytest.raises(CoverIsOver):
        end_caseload_cover(cover=cover, reason="Again", **now(stella, after(10)))
    with pytest.raises(NoSuchCaseloadCover):
        end_caseload_cover(cover=0, reason="Which", **now(stella, after(10)))
