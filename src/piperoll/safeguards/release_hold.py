"""release_hold: a hold ends before its day, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import Hold, HoldRelease
from piperoll.safeguards.rules import HOLDS
from piperoll.safeguards.words import few_words, held


class NoSuchHold(Refused):
    """There is no hold {hold}. See the customer's Flags and holds for their numbers."""


class HoldOver(Refused):
    """That hold ended on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class HoldReleased:
    """A hold released, with its last day."""

    run: int
    hold: int
    customer: int
    kind: str
    last_day: date


def release_hold(*, hold: int, reason: str, on: date, at: datetime, by: Actor) -> HoldReleased:
    """Release a hold from the day `on`: the day before is its last.

    Raises WordsMissing, WordsTooLong, CardNumber, NoSuchHold, HoldOver.
    """
    by.must("release_hold")
    why = few_words(reason, "why it is released")
    found = Hold.objects.filter(pk=hold).first()
    if found is None:
        raise NoSuchHold(hold=hold)
    with running.act("release_hold", on=on, at=at, by=by, customer=found.customer_id, hold=hold) as run:
        held(found.customer_id)
        if released := HoldRelease.objects.filter(hold=found).first():
            raise HoldOver(on=released.valid_to)
        if found.valid_to < on:
            raise HoldOver(on=found.valid_to)
        last_day = on - timedelta(days=1)
        HoldRelease.objects.create(hold=found, valid_to=last_day, reason=why, run_id=run.id)
        run.finish(hold=hold, said=f"Hold released: {HOLDS[found.kind].lower()}", why=why)
    return HoldReleased(run.id, hold, found.customer_id, found.kind, last_day)
