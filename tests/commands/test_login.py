"""Signing in at a terminal: the right password, asked for or sent, and never half-believed."""

from __future__ import annotations

import io
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password

from piperoll.authority.models import User
from piperoll.authority.sign_in import CannotSignIn
from piperoll.commands import login
from piperoll.config import signed_in

PASSWORD = "a parchment of 1130"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ines(own_home: Path) -> User:
    return User.objects.create(username="ines", name="Ines Okafor", role="officer", password=make_password(PASSWORD))


def sign_in(monkeypatch: pytest.MonkeyPatch, username: str, sent: str) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(sent))
    return login.run(Namespace(user=username, password_stdin=True, council="anytown")).text


def test_the_right_password_signs_in_for_twelve_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    said = sign_in(monkeypatch, "INES", f"{PASSWORD}\n")
    assert said == "Ines Okafor (Income officer) is signed in to anytown for 12 hours."
    assert signed_in.who(None, council="anytown", at=datetime.now(UTC)) == "ines"


@pytest.mark.parametrize(("username", "sent"), [("ines", "wrong\n"), ("ines", ""), ("nobody", PASSWORD)])
def test_anything_else_does_not(monkeypatch: pytest.MonkeyPatch, username: str, sent: str) -> None:
    with pytest.raises(CannotSignIn):
        sign_in(monkeypatch, username, sent)
    with pytest.raises(signed_in.NobodySignedIn):
        signed_in.who(None, council="anytown", at=datetime.now(UTC))


def test_without_a_terminal_it_says_how_to_send_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD))
    with pytest.raises(login.NoTerminal, match="--password-stdin"):
        login.run(Namespace(user="ines", password_stdin=False, council="anytown"))
