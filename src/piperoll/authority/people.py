"""What the verbs about users ask alike: whose account, and who must always remain."""

from __future__ import annotations

from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused


class NobodyCalled(Refused):
    """There is no user called {username!r}. See who there is under Set-up, Users."""


class NotYourself(Refused):
    """You cannot {act} your own account: ask another administrator."""


class LastAdministrator(Refused):
    """{name} is the last administrator who can sign in. Make somebody else an administrator first."""


class NoSuchRole(Refused):
    """There is no role {role!r}. The roles are {roles}."""


def hold(username: str) -> User:
    """The user, locked until the transaction ends. Raises NobodyCalled."""
    user = User.objects.select_for_update().filter(username__iexact=username).first()
    if user is None:
        raise NobodyCalled(username=username)
    return user


def not_oneself(user: User, by: Actor, act: str) -> None:
    """Raises NotYourself when somebody acts on their own account."""
    if user.pk == by.user_id:
        raise NotYourself(act=act)


def not_the_last_administrator(user: User) -> None:
    """Raises LastAdministrator when, without this one, nobody could manage users."""
    if not (user.role == "administrator" and user.is_active):
        return
    standing = User.objects.select_for_update().filter(role="administrator", is_active=True).order_by("pk")
    if len(standing) == 1:
        raise LastAdministrator(name=user.name)
