"""end_caseload_cover: whoever was away is back, and has their own list again from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.cases.models import CaseloadCover, CaseloadCoverEnd
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NoSuchCaseloadCover(Refused):
    """There is no cover {cover}. See Recovery, Who has how much."""


class CoverIsOver(Refused):
    """That cover is over already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class CaseloadCoverEnded:
    """A cover ended; `valid_to` was its last day."""

    run: int
    cover: int
    away: str
    valid_to: date


def end_caseload_cover(*, cover: int, reason: str, on: date, at: datetime, by: Actor) -> CaseloadCoverEnded:
    """End a cover the day before `on`. Raises NoSuchCaseloadCover, CoverIsOver, WordsMissing, WordsTooLong,
    CardNumber."""
    why = few_words(reason, "why it ends")
    with running.act("end_caseload_cover", on=on, at=at, by=by, cover=cover) as run:
        found = CaseloadCover.objects.select_related("away").filter(pk=cover).first()
        if found is None:
            raise NoSuchCaseloadCover(cover=cover)
        last_day = on - timedelta(days=1)
        if found.valid_to <= last_day or CaseloadCoverEnd.objects.filter(cover=found).exists():
            raise CoverIsOver()
        CaseloadCoverEnd.objects.create(cover=found, valid_to=last_day, reason=why, run_id=run.id)
        run.finish(said=f"{found.away.name} is back", why=why)
    return CaseloadCoverEnded(run.id, cover, found.away.name, last_day)
