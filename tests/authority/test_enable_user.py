"""Somebody is let in again."""

from __future__ import annotations

from typing import Any

import pytest

from piperoll.authority.disable_user import disable_user
from piperoll.authority.enable_user import AlreadyEnabled, enable_user
from piperoll.authority.sign_in import actor_for


def test_they_may_sign_in_again_and_twice_is_well(now: dict[str, Any]) -> None:
    disable_user(username="ines", **now)
    enable_user(username="ines", **now)
    assert actor_for("ines").role == "Income officer"
    with pytest.raises(AlreadyEnabled) as refusal:
        enable_user(username="ines", **now)
    assert refusal.value.exit_code == 0
