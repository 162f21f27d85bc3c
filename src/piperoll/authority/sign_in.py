"""Turning a username and password into an Actor, for the page and the command alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused

MOST_FAILURES = 8
LOCKED_FOR_MINUTES = 15


class CannotSignIn(Refused):
    """The username or password is not right, or the account is disabled or locked for a while. Try again, or ask an
    administrator."""


class NoSuchUser(Refused):
    """There is no active user called {username!r}. See who there is under Set-up, Users."""


def actor_of(user: User) -> Actor:
    """The Actor a user is."""
    role = ROLES[user.role]
    services = frozenset(user.services.values_list("service_id", flat=True)) if role.of_a_service else None
    return Actor(user.pk, user.username, user.name, role.name, role.may, services)


def actor_for(username: str) -> Actor:
    """The Actor of an active user. Raises NoSuchUser."""
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise NoSuchUser(username=username)
    return actor_of(user)


@transaction.atomic
def user_signing_in(username: str, password: str, at: datetime) -> User | None:
    """The active user whose password this is, or None. Eight failures lock the account for a quarter of an hour;
    guesses made at once wait for one another, so that each counts."""
    user = User.objects.select_for_update(no_key=True).filter(username__iexact=username).first()
    if user is None:
        User().set_password(password)  # as slow as a real check, so that a guesser learns nothing
        return None
    is_right = user.check_password(password)  # also of whom nothing lets in, for the same reason
    if not user.is_active or (user.locked_until_at and user.locked_until_at > at):
        return None
    if not is_right:
        user.failed_sign_ins += 1
        if user.failed_sign_ins >= MOST_FAILURES:
            user.failed_sign_ins, user.locked_until_at = 0, at + timedelta(minutes=LOCKED_FOR_MINUTES)
        user.save(update_fields=["failed_sign_ins", "locked_until_at"])
        return None
    if user.failed_sign_ins:
        user.failed_sign_ins = 0
        user.save(update_fields=["failed_sign_ins"])
    return user


def authenticate(username: str, password: str) -> Actor:
    """The Actor with this username and password. Raises CannotSignIn."""
    user = user_signing_in(username, password, timezone.now())
    if user is None:
        raise CannotSignIn()
    return actor_of(user)
