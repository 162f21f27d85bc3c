"""Who holds two kinds of work that should be kept apart: read, not enforced here."""

from __future__ import annotations

from dataclasses import dataclass

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES, SEPARATIONS


@dataclass(frozen=True)
class HeldTogether:
    """Somebody who may sign in and holds both sides of a separation."""

    username: str
    name: str
    role: str
    one: str
    other: str


def held_together() -> list[HeldTogether]:
    """Everybody who may sign in and holds what should be apart, by name."""
    return [
        HeldTogether(user.username, user.name, ROLES[user.role].name, pair.one, pair.other)
        for user in User.objects.filter(is_active=True)
        for pair in SEPARATIONS
        if pair.is_broken_by(ROLES[user.role].may)
    ]
