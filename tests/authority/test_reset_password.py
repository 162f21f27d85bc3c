"""Somebody forgot their password, or locked themselves out."""

from __future__ import annotations

from typing import Any

import pytest

from piperoll.authority.models import User
from piperoll.authority.people import NotYourself
from piperoll.authority.reset_password import reset_password
from piperoll.authority.sign_in import user_signing_in
from the_day import MORNING


def test_a_locked_user_gets_in_with_the_new_password_alone(now: dict[str, Any]) -> None:
    ines = User.objects.get(username="ines")
    ines.set_password("the old one she forgot")
    ines.save()
    for _ in range(8):
        assert user_signing_in("ines", "wrong", MORNING) is None
    assert user_signing_in("ines", "the old one she forgot", MORNING) is None
    given = reset_password(username="ines", **now)
    assert user_signing_in("ines", "the old one she forgot", MORNING) is None
    found = user_signing_in("ines", given.temporary_password, MORNING)
    assert found is not None
    assert (found.must_change_password, found.failed_sign_ins) == (True, 0)


def test_ones_own_is_changed_elsewhere(now: dict[str, Any]) -> None:
    with pytest.raises(NotYourself):
        reset_password(username="pat", **now)
