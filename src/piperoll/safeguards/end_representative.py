"""end_representative: somebody stops acting for a customer from a day on, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import Representative, RepresentativeEnd
from piperoll.safeguards.words import few_words, held


class NoSuchRepresentative(Refused):
    """There is no representative {representative}. See the customer's People who act for them for their numbers."""


class StoppedAlready(Refused):
    """They stopped acting on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class RepresentativeEnded:
    """Somebody no longer acts for a customer; the last day they did."""

    run: int
    representative: int
    customer: int
    name: str
    last_day: date


def end_representative(*, representative: int, reason: str, on: date, at: datetime, by: Actor) -> RepresentativeEnded:
    """From the day `on` they act no longer: the day before is their last.

    Raises WordsMissing, WordsTooLong, CardNumber, NoSuchRepresentative, StoppedAlready.
    """
    by.must("end_representative")
    why = few_words(reason, "why they stop")
    found = Representative.objects.filter(pk=representative).first()
    if found is None:
        raise NoSuchRepresentative(representative=representative)
    with running.act("end_representative", on=on, at=at, by=by, customer=found.customer_id, of=representative) as run:
        held(found.customer_id)
        if ended := RepresentativeEnd.objects.filter(representative=found).first():
            raise StoppedAlready(on=ended.valid_to)
        last_day = on - timedelta(days=1)
        RepresentativeEnd.objects.create(representative=found, valid_to=last_day, reason=why, run_id=run.id)
        run.finish(representative=representative, said=f"No longer acts for them: {found.name}", why=why)
    return RepresentativeEnded(run.id, representative, found.customer_id, found.name, last_day)
