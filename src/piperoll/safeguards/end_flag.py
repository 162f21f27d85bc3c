"""end_flag: a flag stops holding from a day on, with the reason; what it meant until then stays on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import Flag, FlagEnd
from piperoll.safeguards.rules import FLAGS
from piperoll.safeguards.words import few_words, held


class NoSuchFlagRaised(Refused):
    """There is no flag {flag}. See the customer's Flags and holds for their numbers."""


class FlagEndedAlready(Refused):
    """That flag ended on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class FlagEnded:
    """A flag ended, with the last day it held."""

    run: int
    flag: int
    customer: int
    kind: str
    last_day: date


def end_flag(*, flag: int, reason: str, on: date, at: datetime, by: Actor) -> FlagEnded:
    """End a flag from the day `on`: the day before is its last.

    Raises WordsMissing, WordsTooLong, CardNumber, NoSuchFlagRaised, FlagEndedAlready.
    """
    by.must("end_flag")
    why = few_words(reason, "why it ends")
    found = Flag.objects.filter(pk=flag).first()
    if found is None:
        raise NoSuchFlagRaised(flag=flag)
    with running.act("end_flag", on=on, at=at, by=by, customer=found.customer_id, flag=flag) as run:
        held(found.customer_id)
        if ended := FlagEnd.objects.filter(flag=found).first():
            raise FlagEndedAlready(on=ended.valid_to)
        last_day = on - timedelta(days=1)
        FlagEnd.objects.create(flag=found, valid_to=last_day, reason=why, run_id=run.id)
        run.finish(flag=flag, said=f"Flag ended: {FLAGS[found.kind].lower()}", why=why)
    return FlagEnded(run.id, flag, found.customer_id, found.kind, last_day)
