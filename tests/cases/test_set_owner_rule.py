"""A rule begins on a day and ends the one about the same thing; what it cannot speak of is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.caring import AUTHORITY, owner, worked_out
from piperoll.cases.owners import NoSuchOwner
from piperoll.cases.set_owner_rule import FromNothing, NotOfARule, set_owner_rule
from piperoll.council.dating import BeginsTooEarly, NoAuthority
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.foundations.actors import Actor
from recovery.reminding import after, now, owing


def test_another_owner_from_a_day_on(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    done = set_owner_rule(owner="cass", valid_from=after(10), authority=AUTHORITY, **now(morag, after(1)))
    assert (done.owner, done.what) == ("Cass", "Everything else")
    worked_out(after(9))
    assert owner(dan) == "All other debts"
    worked_out(after(10))
    assert owner(dan) == "Cass"


def test_a_rule_of_a_service_goes_before_any_other(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "2000.00")
    code = "TRADE"
    told = {"service": code, "customer_kind": "person", "valid_from": after(1), "authority": AUTHORITY}
    done = set_owner_rule(owner="bea", **told, **now(morag, after(1)))  # type: ignore[arg-type]
    assert done.what == "Trade waste, Person"
    worked_out(after(1))
    assert owner(dan) == "Bea"


def test_what_no_rule_can_speak_of_is_refused(morag: Actor) -> None:
    day = {"valid_from": after(3), "authority": AUTHORITY} | now(morag, after(1))
    with pytest.raises(NoSuchOwner):
        set_owner_rule(owner="nobody", **day)
    with pytest.raises(NotOfARule, match="is not a track"):
        set_owner_rule(owner="bo", track="fast", **day)
    with pytest.raises(NotOfARule, match="kind of customer"):
        set_owner_rule(owner="bo", customer_kind="cat", **day)
    with pytest.raises(FromNothing):
        set_owner_rule(owner="bo", from_pence=-1, **day)
    with pytest.raises(NoSuchService):
        set_owner_rule(owner="bo", service="NOPE", **day)
    with pytest.raises(NoAuthority):
        set_owner_rule(owner="bo", **day | {"authority": " "})
    set_owner_rule(owner="bo", **day)
    with pytest.raises(BeginsTooEarly):
        set_owner_rule(owner="bea", **day)
