"""A password is guessed eight times at the most, however the guesses come."""

from __future__ import annotations

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from dying import at_once
from piperoll.authority.models import User
from piperoll.authority.sign_in import user_signing_in
from the_day import MORNING
from throwaway_database import Throwaway


def test_guesses_made_at_once_count_each(books: Throwaway, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.create(username="ines", name="Ines Okafor", role="officer")
    both = Barrier(2)

    def as_slow_as_the_other(user: User, password: str) -> bool:
        with suppress(BrokenBarrierError):
            both.wait(timeout=2)
        return False

    monkeypatch.setattr(User, "check_password", as_slow_as_the_other)
    assert at_once(*[lambda: user_signing_in("ines", "guess", MORNING)] * 2) == ["done", "done"]
    assert User.objects.get(username="ines").failed_sign_ins == 2
