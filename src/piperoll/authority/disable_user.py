"""disable_user: somebody may no longer sign in; what they did stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.people import hold, not_oneself, not_the_last_administrator
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class AlreadyDisabled(Refused):
    """{name} is disabled already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class UserDisabled:
    """Somebody who may no longer sign in; their open sessions have ended too."""

    run: int
    username: str
    name: str


def disable_user(*, username: str, on: date, at: datetime, by: Actor) -> UserDisabled:
    """Let a user in no longer. Raises NobodyCalled, NotYourself, LastAdministrator, AlreadyDisabled."""
    with running.act("disable_user", on=on, at=at, by=by, username=username) as run:
        user = hold(username)
        not_oneself(user, by, "disable")
        not_the_last_administrator(user)
        if not user.is_active:
            raise AlreadyDisabled(name=user.name)
        user.is_active = False
        user.save(update_fields=["is_active"])
    return UserDisabled(run.id, user.username, user.name)
