"""withdraw_request: whoever asked no longer wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.asking import hold, move, must_be_theirs
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class Withdrawn:
    """A request taken back by whoever asked."""

    run: int
    request: int


def withdraw_request(*, request: int, reason: str = "", on: date, at: datetime, by: Actor) -> Withdrawn:
    """Take a request back before it is decided. Raises NoSuchRequest, NotYours, NotFromHere."""
    with running.act("withdraw_request", on=on, at=at, by=by, request=request) as run:
        standing = hold(request, by)
        must_be_theirs(standing, by, act="withdraw")
        move(standing, "withdraw", why=reason.strip(), run=run, at=at)
    return Withdrawn(run.id, request)
