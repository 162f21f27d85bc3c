"""While somebody is away their accounts stand on another's list, and nobody can be left to somebody who is away."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.caring import listed, owner, worked_out
from crediting import somebody
from piperoll.cases import queries
from piperoll.cases.cover_caseload import (
    CoverDaysWrong,
    CoveredAlready,
    CoverIsAway,
    CoversAnother,
    NotByThemself,
    cover_caseload,
)
from piperoll.foundations.actors import Actor
from recovery.reminding import after, now, owing


def test_a_cover_sees_what_is_due_between_the_days(morag: Actor, tmp_path: Path) -> None:
    rich = owing(tmp_path, morag, "Basil Budd", "1500.00")
    worked_out(after(7))
    done = cover_caseload(
        away="bo", owner="cass", valid_from=after(8), valid_to=after(12), reason="Annual leave",
        **now(somebody("senior"), after(7)),
    )  # fmt: skip
    assert (done.away, done.covered_by) == ("Bo", "Cass")
    days = {n: listed("cass", after(n)) for n in (7, 8, 12, 13)}
    assert days == {7: [], 8: ["Basil Budd: remind"], 12: ["Basil Budd: remind"], 13: []}
    assert owner(rich) == "Bo", "it is still his"
    assert listed("bo", after(9)) == ["Basil Budd: remind"], "and he may look"


def test_a_team_may_cover(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, "Basil Budd", "1500.00")
    worked_out(after(7))
    _cover("bo", "CARE", 8, 12)
    assert listed("cass", after(8)) == ["Basil Budd: remind"]


def test_nobody_is_left_to_somebody_who_is_away(morag: Actor) -> None:
    _cover("bo", "cass", 8, 12)
    with pytest.raises(CoveredAlready):
        _cover("bo", "bea", 12, 14)
    with pytest.raises(CoverIsAway):
        _cover("bea", "bo", 10, 10)
    with pytest.raises(CoversAnother):
        _cover("cass", "bea", 12, 20)
    with pytest.raises(NotByThemself):
        _cover("bea", "bea", 10, 10)
    with pytest.raises(CoverDaysWrong):
        _cover("bea", "bo", 20, 19)
    _cover("cass", "bea", 13, 20)
    assert len(queries.covers_between(after(8), after(30))) == 2


def _cover(away: str, by: str, first: int, last: int) -> int:
    return cover_caseload(
        away=away, owner=by, valid_from=after(first), valid_to=after(last), reason="Leave",
        **now(somebody("senior"), after(1)),
    ).cover  # fmt: skip
