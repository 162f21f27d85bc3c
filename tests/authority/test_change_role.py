"""Somebody comes to do other work."""

from __future__ import annotations

from typing import Any

import pytest

from piperoll.authority.change_role import change_role
from piperoll.authority.models import User
from piperoll.authority.people import LastAdministrator, NobodyCalled, NoSuchRole, NotYourself
from piperoll.authority.sign_in import actor_of
from piperoll.runs.models import Run


def test_a_role_changes_and_the_run_says_from_what(now: dict[str, Any]) -> None:
    changed = change_role(username="INES", role="manager", **now)
    assert (changed.was, User.objects.get(username="ines").role) == ("officer", "manager")
    assert Run.objects.get(pk=changed.run).totals == {"was": "officer"}


def test_nobody_changes_their_own(now: dict[str, Any]) -> None:
    with pytest.raises(NotYourself, match="cannot change the role of your own account"):
        change_role(username="pat", role="manager", **now)


def test_there_is_always_an_administrator(now: dict[str, Any], people: dict[str, User]) -> None:
    change_role(username="ada", role="officer", **now)
    change_role(username="ines", role="administrator", **now)
    ines = {**now, "by": actor_of(User.objects.get(username="ines"))}
    change_role(username="pat", role="administrator", **ines)
    User.objects.filter(username="ines").update(is_active=False)
    with pytest.raises(LastAdministrator, match="Pat is the last administrator"):
        change_role(username="pat", role="manager", **ines)


def test_it_must_be_somebody_and_some_role(now: dict[str, Any]) -> None:
    with pytest.raises(NobodyCalled, match="'eve'"):
        change_role(username="eve", role="officer", **now)
    with pytest.raises(NoSuchRole, match="assistant, officer"):
        change_role(username="ines", role="", **now)
