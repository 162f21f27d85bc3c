"""Somebody may no longer sign in."""

from __future__ import annotations

from typing import Any

import pytest

from piperoll.authority.disable_user import AlreadyDisabled, disable_user
from piperoll.authority.models import User
from piperoll.authority.people import LastAdministrator, NotYourself
from piperoll.authority.sign_in import NoSuchUser, actor_for, actor_of


def test_a_disabled_user_acts_no_more(now: dict[str, Any]) -> None:
    assert disable_user(username="ines", **now).name == "Ines"
    with pytest.raises(NoSuchUser):
        actor_for("ines")


def test_twice_is_well_too(now: dict[str, Any]) -> None:
    disable_user(username="ines", **now)
    with pytest.raises(AlreadyDisabled) as refusal:
        disable_user(username="ines", **now)
    assert refusal.value.exit_code == 0


def test_neither_oneself_nor_the_last_administrator(now: dict[str, Any], people: dict[str, User]) -> None:
    with pytest.raises(NotYourself):
        disable_user(username="pat", **now)
    ada = {**now, "by": actor_of(people["ada"])}
    disable_user(username="pat", **ada)
    with pytest.raises(LastAdministrator):
        disable_user(username="ada", **now)
