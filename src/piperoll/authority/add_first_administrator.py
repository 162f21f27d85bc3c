"""add_first_administrator: a council without users gets its first, who lets the others in."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from piperoll.authority.add_user import UserAdded, checked
from piperoll.authority.models import User
from piperoll.authority.passwords import temporary_password
from piperoll.authority.sign_in import actor_of
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)


class NotTheFirst(Refused):
    """This council has users already.

    An administrator adds others with  ./piperoll add-user  or under Set-up, Users.
    """


def add_first_administrator(*, username: str, name: str, on: date, at: datetime) -> UserAdded:
    """Let the first person in: whoever can reach the database of a council without users. They act for themselves.

    Raises NotTheFirst, BadUsername, NoName.
    """
    username, name = checked(username, name, "administrator")
    password = temporary_password()
    with transaction.atomic():
        sql.hold_users()
        if User.objects.exists():
            raise NotTheFirst()
        user = User(username=username, name=name, role="administrator", must_change_password=True)
        user.set_password(password)
        user.save()
        with running.act("add_user", on=on, at=at, by=actor_of(user), username=username, role=user.role) as run:
            pass
    return UserAdded(run.id, username, name, "administrator", password)
