"""release_flagged: somebody looked at a flagged invoice of a preview and would have it issued with the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing import previewing
from piperoll.billing.models import PreviewLine, PreviewRelease
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NothingFlagged(Refused):
    """Preview {preview} has no flagged invoice number {place}. Look at its list again."""


class NoReasonToRelease(Refused):
    """Say in a few words why it is right after all: it stays on record."""


class ReleasedAlready(Refused):
    """Invoice {place} of this preview was released already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Released:
    """A flagged invoice that will be issued with its preview, and why."""

    run: int
    preview: int
    place: int
    reason: str


def release_flagged(*, preview: int, place: int, reason: str, on: date, at: datetime, by: Actor) -> Released:
    """Release one flagged invoice, by its place in the preview.

    Raises NoSuchPreview, IssuedBefore, NothingFlagged, NoReasonToRelease, ReleasedAlready.
    """
    reason = " ".join(reason.split())[:200]
    found = previewing.get(preview)
    with running.act("release_flagged", on=on, at=at, by=by, preview=preview, place=place, reason=reason) as run:
        previewing.must_not_be_issued(found)
        if not reason:
            raise NoReasonToRelease()
        if not PreviewLine.objects.filter(preview=found, place=place).exclude(check_name="").exists():
            raise NothingFlagged(preview=preview, place=place)
        _, is_new = PreviewRelease.objects.get_or_create(
            preview=found, place=place, defaults={"reason": reason, "run_id": run.id}
        )
        if not is_new:
            raise ReleasedAlready(place=place)
    return Released(run.id, preview, place, reason)
