"""Who holds two kinds of work that should be kept apart: read, not enforced here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from piperoll.authority.models import Limit, User
from piperoll.authority.rules import ROLES, SEPARATIONS


@dataclass(frozen=True)
class HeldTogether:
    """Somebody who may sign in and holds both sides of a separation."""

    username: str
    name: str
    role: str
    one: str
    other: str


def held_together(*, on: date) -> list[HeldTogether]:
    """Everybody who may sign in and holds what should be apart under the limits of a day, by name."""
    decides = _acts_by_role(on)
    return [
        HeldTogether(user.username, user.name, ROLES[user.role].name, pair.one, pair.other)
        for user in User.objects.filter(is_active=True)
        for pair in SEPARATIONS
        if pair.is_broken_by(ROLES[user.role].may, frozenset(decides[user.role]))
    ]


def _acts_by_role(on: date) -> defaultdict[str, set[str]]:
    """The acts for which each role decides requests on a day."""
    decides: defaultdict[str, set[str]] = defaultdict(set)
    for limit in Limit.objects.filter(valid_from__lte=on).exclude(valid_to__lt=on):
        for role in (*limit.approvers, *limit.then_approvers):
            decides[role].add(limit.act)
    return decides
