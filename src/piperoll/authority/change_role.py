"""change_role: a member of staff comes to do other work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.people import NoSuchRole, hold, not_oneself, not_the_last_administrator
from piperoll.authority.rules import ROLES
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class RoleChanged:
    """A user's role before and after."""

    run: int
    username: str
    name: str
    was: str
    role: str


def change_role(*, username: str, role: str, on: date, at: datetime, by: Actor) -> RoleChanged:
    """Give a user another role. Raises NoSuchRole, NobodyCalled, NotYourself, LastAdministrator."""
    if role not in ROLES:
        raise NoSuchRole(role=role, roles=", ".join(ROLES))
    with running.act("change_role", on=on, at=at, by=by, username=username, role=role) as run:
        user = hold(username)
        not_oneself(user, by, "change the role of")
        if role != "administrator":
            not_the_last_administrator(user)
        was, user.role = user.role, role
        user.save(update_fields=["role"])
        run.finish(was=was)
    return RoleChanged(run.id, user.username, user.name, was, role)
