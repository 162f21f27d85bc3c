"""A team has a queue of its own; whoever leaves it sees it no more, and a team of nobody is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.caring import listed, officer, worked_out
from piperoll.cases import queries
from piperoll.cases.owners import HasNoWorklist, NoSuchOwner
from piperoll.cases.set_team import NotATeamCode, TeamNeedsSomebody, set_team
from piperoll.foundations.actors import Actor
from recovery.reminding import after, now, owing


def test_who_is_in_a_team_sees_its_queue_from_that_day(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, "Dan Dale", "90.00")
    worked_out(after(7))
    assert listed("bea", after(7)) == ["Dan Dale: remind"]
    officer("Cy")
    done = set_team(code="general", name="All other debts", members=["bo", "cy"], **now(morag, after(8)))
    assert (done.code, done.joined, done.left) == ("GENERAL", ("cy",), ("bea",))
    assert listed("bea", after(8)) == []
    assert listed("cy", after(8)) == ["Dan Dale: remind"]
    assert listed("bea", after(7)) == ["Dan Dale: remind"], "she was in it that day"


def test_a_team_whose_people_all_left_owns_nothing(morag: Actor, tmp_path: Path, as_owner: object) -> None:
    from piperoll.authority.models import User

    owing(tmp_path, morag, "Dan Dale", "90.00")
    worked_out(after(7))
    User.objects.filter(username__in=("bo", "bea")).update(is_active=False)
    (row,) = queries.load(after(7))
    assert not queries.is_owned(row)
    nobodys = queries.worklist(queries.Asked(**queries.list_of_nobody(after(7))), after(7), most=9)
    assert [row.name for row in nobodys] == ["Dan Dale"]


def test_what_is_no_team_is_refused(morag: Actor) -> None:
    day = now(morag, after(0))
    with pytest.raises(NotATeamCode):
        set_team(code="two words", name="Two", members=["bo"], **day)
    with pytest.raises(NotATeamCode):
        set_team(code="BO", name="Bo's", members=["bo"], **day)
    with pytest.raises(TeamNeedsSomebody):
        set_team(code="TWO", name="Two", members=[" "], **day)
    with pytest.raises(NoSuchOwner):
        set_team(code="TWO", name="Two", members=["nobody"], **day)
    officer("Aud", "auditor")
    with pytest.raises(HasNoWorklist, match="Aud has no worklist"):
        set_team(code="TWO", name="Two", members=["aud"], **day)
