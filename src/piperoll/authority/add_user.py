"""add_user: a new member of staff gets a role and a password for once only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from piperoll.authority.models import User
from piperoll.authority.passwords import temporary_password
from piperoll.authority.people import NoSuchRole
from piperoll.authority.rules import ROLES
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}\Z")


class BadUsername(Refused):
    """{username!r} cannot be a username.

    Use 2 to 60 small letters, digits and . _ @ - starting with a letter or digit.
    """


class NoName(Refused):
    """Enter the person's name, in at most 80 letters."""


class BadEmail(Refused):
    """{email!r} is not an email address. Enter one like ines.okafor@anytown.example, or none."""


class UsernameTaken(Refused):
    """There is a user called {username} already. Choose another username."""


@dataclass(frozen=True)
class UserAdded:
    """A new user. The password is known here and nowhere else; it must be changed when they first sign in."""

    run: int
    username: str
    name: str
    role: str
    temporary_password: str = field(repr=False)


def add_user(*, username: str, name: str, role: str, email: str = "", on: date, at: datetime, by: Actor) -> UserAdded:
    """Let somebody in. Raises BadUsername, NoName, NoSuchRole, BadEmail, UsernameTaken."""
    username, name = checked(username, name, role)
    if email and not _is_email(email):
        raise BadEmail(email=email)
    with running.act("add_user", on=on, at=at, by=by, username=username, role=role) as run:
        if User.objects.filter(username__iexact=username).exists():
            raise UsernameTaken(username=username)
        password = temporary_password()
        user = User(username=username, name=name, role=role, email=email, must_change_password=True)
        user.set_password(password)
        user.save()
    return UserAdded(run.id, username, name, role, password)


def checked(username: str, name: str, role: str) -> tuple[str, str]:
    """A username and a name as they will be kept. Raises BadUsername, NoName, NoSuchRole."""
    username, name = username.strip().lower(), " ".join(name.split())
    if not _USERNAME.match(username):
        raise BadUsername(username=username)
    if not name or len(name) > 80:
        raise NoName()
    if role not in ROLES:
        raise NoSuchRole(role=role, roles=", ".join(ROLES))
    return username, name


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
