"""A key that has ended opens nothing; ending it twice is well."""

from __future__ import annotations

import pytest

from authority.test_make_api_key import administrator, made
from piperoll.authority.api_keys import actor_with
from piperoll.authority.end_api_key import KeyEndedAlready, NoSuchKey, end_api_key
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

__all__ = ["administrator"]


def test_it_opens_nothing_from_then_on(administrator: Actor) -> None:
    key, other = made(administrator), made(administrator, name="Another")
    ended = end_api_key(key=key.key, on=MONDAY, at=MORNING, by=administrator)
    assert (ended.name, ended.username) == ("Waste bookings", "ines")
    assert actor_with(key.secret, on=MONDAY) is None
    assert actor_with(other.secret, on=MONDAY) is not None
    with pytest.raises(KeyEndedAlready) as refusal:
        end_api_key(key=key.key, on=MONDAY, at=MORNING, by=administrator)
    assert refusal.value.exit_code == 0
    with pytest.raises(NoSuchKey):
        end_api_key(key=999_999, on=MONDAY, at=MORNING, by=administrator)
