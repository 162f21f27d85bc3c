"""The people who work in Anytown's income team, one for each role, and the one password they share in the demo."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from piperoll.authority.add_first_administrator import add_first_administrator
from piperoll.authority.add_user import add_user
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor

PASSWORD = "thirteen-geese-a-year"  # noqa: S105  the demo's own, printed for everybody to read
"""What the last man of the manor owed the sheriff, if the roll of 1130 is to be believed."""


class Member(NamedTuple):
    """Somebody of the team."""

    username: str
    name: str
    role: str


TEAM = (
    Member("ada.administrator", "Ada Administrator", "administrator"),
    Member("olive.officer", "Olive Officer", "officer"),
    Member("asif.assistant", "Asif Assistant", "assistant"),
    Member("samira.senior", "Samira Senior", "senior"),
    Member("colin.collections", "Colin Collections", "collections"),
    Member("morag.manager", "Morag Manager", "manager"),
    Member("arthur.arthurson", "Arthur Arthurson", "ar_manager"),
    Member("fiona.finance", "Fiona Finance", "finance_director"),
    Member("rita.requester", "Rita Requester", "requester"),
    Member("percy.approver", "Percy Approver", "approver"),
    Member("audrey.auditor", "Audrey Auditor", "auditor"),
)


def take_on(*, on: date, at: datetime) -> dict[str, Actor]:
    """Everybody by role, the missing taken on; each then chooses the demo's password, as at a first sign-in."""
    for member in TEAM:
        if not User.objects.filter(username=member.username).exists():
            _add(member, on, at)
    team = User.objects.filter(username__in=[member.username for member in TEAM])
    if newcomers := team.filter(must_change_password=True):
        newcomers.update(password=make_password(PASSWORD), must_change_password=False)
    return {user.role: actor_of(user) for user in team.all()}


def _add(member: Member, on: date, at: datetime) -> None:
    if member is TEAM[0]:
        add_first_administrator(username=member.username, name=member.name, on=on, at=at)
        return
    by = actor_of(User.objects.get(username=TEAM[0].username))
    email = f"{member.username}@anytown.example"
    add_user(username=member.username, name=member.name, role=member.role, email=email, on=on, at=at, by=by)
