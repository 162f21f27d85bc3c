"""Somebody new is let in."""

from __future__ import annotations

import re
from typing import Any

import pytest

from piperoll.authority.add_user import BadEmail, BadUsername, NoName, UsernameTaken, add_user
from piperoll.authority.models import User
from piperoll.authority.passwords import temporary_password
from piperoll.authority.people import NoSuchRole
from piperoll.authority.sign_in import actor_of, authenticate
from piperoll.foundations.actors import NotPermitted
from piperoll.runs.models import Run
from the_day import ask

TOMASZ = {"username": " Tomasz ", "name": "Tomasz  Bright", "role": "officer"}


def test_they_sign_in_with_a_password_for_once(now: dict[str, Any]) -> None:
    added = add_user(**TOMASZ, email="t@anytown.example", **now)
    user = User.objects.get(username="tomasz")
    assert (user.name, user.must_change_password) == ("Tomasz Bright", True)
    assert authenticate("tomasz", added.temporary_password).role == "Income officer"


def test_the_password_is_written_down_nowhere(now: dict[str, Any]) -> None:
    added = add_user(**TOMASZ, **now)
    assert added.temporary_password not in repr(added)
    run = Run.objects.get(pk=added.run)
    assert added.temporary_password not in f"{run.inputs}{run.totals}"
    assert ask("SELECT password FROM authority_user WHERE username = 'tomasz'")[0].password != added.temporary_password


def test_passwords_can_be_said_aloud_and_never_repeat() -> None:
    made = {temporary_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([bdfghjklmnprstvz][aeiou]){3}(-([bdfghjklmnprstvz][aeiou]){3}){3}", one) for one in made)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"username": "PAT"}, UsernameTaken),
        ({"username": "x"}, BadUsername),
        ({"username": "a b"}, BadUsername),
        ({"username": "a\x00bc"}, BadUsername),
        ({"username": "-abc"}, BadUsername),
        ({"username": "x" * 61}, BadUsername),
        ({"name": "  "}, NoName),
        ({"name": "x" * 81}, NoName),
        ({"role": "god"}, NoSuchRole),
        ({"email": "nonsense"}, BadEmail),
    ],
)
def test_what_cannot_be_is_refused(now: dict[str, Any], wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add_user(**{**TOMASZ, **wrong}, **now)
    assert User.objects.count() == 3


def test_only_an_administrator_lets_people_in(now: dict[str, Any], people: dict[str, User]) -> None:
    with pytest.raises(NotPermitted, match="does not allow “add user”"):
        add_user(**TOMASZ, **{**now, "by": actor_of(people["ines"])})
