"""A password is guessed eight times at the most, however the guesses come, and how long an answer takes tells nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from dying import at_once
from piperoll.authority.models import User
from piperoll.authority.sign_in import user_signing_in
from the_day import MORNING
from throwaway_database import Throwaway

HOUR = timedelta(hours=1)


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


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "disabled", "locked", "ines"])
def test_whoever_is_asked_for_one_password_is_hashed(who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, more in (
        ("ines", {}),
        ("disabled", {"is_active": False}),
        ("locked", {"locked_until_at": MORNING + HOUR}),
    ):
        user = User(username=name, name=name, role="officer", **more)
        user.set_password("parchment otter lantern")
        user.save()
    hashed: list[str] = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *given: hashed.append("") or real(self, *given))
    assert user_signing_in(who, "a guess", MORNING) is None
    assert len(hashed) == 1
