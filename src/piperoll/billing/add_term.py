"""add_term: a school term's dates, by which termly schedules are billed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.models import Term
from piperoll.council.add_service import checked_name
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class TermsOverlap(Refused):
    """{name} runs from {starts_on:%-d %B %Y} to {ends_on:%-d %B %Y}: two terms cannot share a day."""


class TermBackwards(Refused):
    """A term ends after it starts."""


@dataclass(frozen=True)
class TermAdded:
    """A term that termly schedules bill."""

    run: int
    name: str
    starts_on: date
    ends_on: date


def add_term(*, name: str, starts_on: date, ends_on: date, on: date, at: datetime, by: Actor) -> TermAdded:
    """Add a term. Raises NameMissing, TermBackwards, TermsOverlap."""
    name = checked_name(name)[:40]
    if ends_on <= starts_on:
        raise TermBackwards()
    with running.act("add_term", on=on, at=at, by=by, name=name) as run:
        other = Term.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
        other = other or Term.objects.filter(name=name).first()
        if other:
            raise TermsOverlap(name=other.name, starts_on=other.starts_on, ends_on=other.ends_on)
        Term.objects.create(name=name, starts_on=starts_on, ends_on=ends_on, run_id=run.id)
    return TermAdded(run.id, name, starts_on, ends_on)
