"""end_cover: whoever was away is back early, and decides for themselves again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.authority.models import Cover
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchCover(Refused):
    """There is no cover {cover}. See Approvals, Cover."""


class CoverIsOver(Refused):
    """That cover is over already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class CoverEnded:
    """A cover that ended yesterday."""

    run: int
    user: str
    deputy: str


def end_cover(*, cover: int, on: date, at: datetime, by: Actor) -> CoverEnded:
    """End a cover: from today on it holds no longer. Raises NoSuchCover, CoverIsOver."""
    with running.act("end_cover", on=on, at=at, by=by, cover=cover) as run:
        found = Cover.objects.select_for_update().filter(pk=cover).first()
        if found is None:
            raise NoSuchCover(cover=cover)
        if found.valid_to < on:
            raise CoverIsOver()
        found.valid_to = max(on, found.valid_from) - timedelta(days=1)
        found.save(update_fields=["valid_to"])
    return CoverEnded(run.id, found.user.name, found.deputy.name)
