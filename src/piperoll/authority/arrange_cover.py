"""arrange_cover: between two days somebody decides what another may decide, while they are away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import Cover, User
from piperoll.authority.people import NobodyCalled
from piperoll.authority.rules import ROLES
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class CannotStandIn(Refused):
    """{name} is {role} and decides no requests, so cannot stand in for anybody who does."""


class NotForOneself(Refused):
    """Nobody stands in for themselves: name somebody else as the deputy."""


class NotTheirsToGive(Refused):
    """Only {name} or an administrator can say who decides for {name}: nobody gives themselves another's limits."""


class CoverOutOfOrder(Refused):
    """A cover runs from today or later to a day not before it: {valid_from:%-d %B %Y} to {valid_to:%-d %B %Y} does
    not."""


class CoverNeedsReason(Refused):
    """Say why, in a few words: leave from Monday, for example."""


@dataclass(frozen=True)
class CoverArranged:
    """Who stands in for whom, and between which days."""

    run: int
    cover: int
    user: str
    deputy: str
    valid_from: date
    valid_to: date


def arrange_cover(
    *, user: str, deputy: str, valid_from: date, valid_to: date, reason: str, on: date, at: datetime, by: Actor
) -> CoverArranged:
    """Have `deputy` decide for `user` between two days, both included; who asked for something still never decides it.

    Raises NobodyCalled, NotForOneself, NotTheirsToGive, CannotStandIn, CoverOutOfOrder, CoverNeedsReason.
    """
    if not on <= valid_from <= valid_to:
        raise CoverOutOfOrder(valid_from=valid_from, valid_to=valid_to)
    if not reason.strip():
        raise CoverNeedsReason()
    with running.act("arrange_cover", on=on, at=at, by=by, user=user, deputy=deputy) as run:
        away, stands_in = _decider(user), _decider(deputy)
        if away == stands_in:
            raise NotForOneself()
        if by.user_id != away.pk and "add_user" not in by.may:
            raise NotTheirsToGive(name=away.name)
        cover = Cover.objects.create(
            user=away, deputy=stands_in, valid_from=valid_from, valid_to=valid_to, reason=reason.strip()[:200],
            run_id=run.id,
        )  # fmt: skip
    return CoverArranged(run.id, cover.pk, away.name, stands_in.name, valid_from, valid_to)


def _decider(username: str) -> User:
    found = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if found is None:
        raise NobodyCalled(username=username)
    if not found.may("decide_request"):
        raise CannotStandIn(name=found.name, role=ROLES[found.role].name)
    return found
