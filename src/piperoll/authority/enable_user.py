"""enable_user: somebody who was disabled may sign in again, with the password they had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.people import hold
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class AlreadyEnabled(Refused):
    """{name} may sign in already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class UserEnabled:
    """Somebody who may sign in again."""

    run: int
    username: str
    name: str


def enable_user(*, username: str, on: date, at: datetime, by: Actor) -> UserEnabled:
    """Let a disabled user in again. Raises NobodyCalled, AlreadyEnabled."""
    with running.act("enable_user", on=on, at=at, by=by, username=username) as run:
        user = hold(username)
        if user.is_active:
            raise AlreadyEnabled(name=user.name)
        user.is_active = True
        user.save(update_fields=["is_active"])
    return UserEnabled(run.id, user.username, user.name)
