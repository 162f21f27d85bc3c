"""reset_password: somebody who forgot their password, or locked themselves out, gets one for once only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.authority.passwords import temporary_password
from piperoll.authority.people import hold, not_oneself
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class PasswordReset:
    """A password known here and nowhere else; it must be changed when it is first used."""

    run: int
    username: str
    name: str
    temporary_password: str = field(repr=False)


def reset_password(*, username: str, on: date, at: datetime, by: Actor) -> PasswordReset:
    """Give a user a new password and unlock them; their open sessions end. Raises NobodyCalled, NotYourself."""
    with running.act("reset_password", on=on, at=at, by=by, username=username) as run:
        user = hold(username)
        not_oneself(user, by, "reset the password of")
        password = temporary_password()
        user.set_password(password)
        user.must_change_password, user.failed_sign_ins, user.locked_until_at = True, 0, None
        user.save(update_fields=["password", "must_change_password", "failed_sign_ins", "locked_until_at"])
    return PasswordReset(run.id, user.username, user.name, password)
