"""end_limit: a limit holds no longer from a day on; what was decided under it stays decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.limits import limit_in_words
from piperoll.authority.models import Limit
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchLimit(Refused):
    """There is no limit {limit}. See them all under Set-up, Limits."""


class EndedAlready(Refused):
    """That limit has ended already: nothing was changed."""

    exit_code = 0


class EndsTooEarly(Refused):
    """A limit that is in force cannot end before {on:%-d %B %Y}, since things were decided under it until then."""


@dataclass(frozen=True)
class LimitEnded:
    """A limit and the last day it holds."""

    run: int
    act: str
    reach: str
    last_day: date


def end_limit(*, limit: int, last_day: date, on: date, at: datetime, by: Actor) -> LimitEnded:
    """End a limit after a day, today at the earliest. Raises NoSuchLimit, EndedAlready, EndsTooEarly."""
    with running.act("end_limit", on=on, at=at, by=by, limit=limit, last_day=str(last_day)) as run:
        found = Limit.objects.select_for_update(of=("self",)).filter(pk=limit).first()
        if found is None:
            raise NoSuchLimit(limit=limit)
        if found.valid_to is not None and found.valid_to <= last_day:
            raise EndedAlready()
        if last_day < on:
            raise EndsTooEarly(on=on)
        found.valid_to = max(last_day, found.valid_from)
        found.save(update_fields=["valid_to"])
    return LimitEnded(run.id, found.act, limit_in_words(found), found.valid_to)
