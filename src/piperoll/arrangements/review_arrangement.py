"""review_arrangement: somebody looked whether an arrangement still fits what they can pay; and when to look next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.arrangements import ending
from piperoll.arrangements.models import Review
from piperoll.arrangements.rules import months_after, reference_of
from piperoll.council.figures import figure
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NextLookTooEarly(Refused):
    """The next look must come after {on:%-d %B %Y}."""


@dataclass(frozen=True)
class ArrangementReviewed:
    """An arrangement looked at, and the day it is looked at next."""

    run: int
    arrangement: int
    next_on: date


def review_arrangement(
    *, arrangement: int, found: str, next_on: date | None = None, on: date, at: datetime, by: Actor
) -> ArrangementReviewed:
    """Record what was found. Unless told, the next look is so many months on as the council's figure says.

    Raises NoSuchArrangement, EndedAlready, NextLookTooEarly, WordsMissing.
    """
    said = few_words(found, "what you found")
    with running.act("review_arrangement", on=on, at=at, by=by, arrangement=arrangement) as run:
        ending.one_at_a_time()
        stands = ending.must_stand(arrangement)
        next_day = next_on or months_after(on, int(figure("arrangement_review_months", on)))
        if next_day <= on:
            raise NextLookTooEarly(on=on, field="next_on")
        Review.objects.create(arrangement=stands, found=said, reviewed_on=on, next_on=next_day, run_id=run.id)
        run.finish(customer=stands.customer_id, said=f"{reference_of(arrangement)} looked at", why=said)
    return ArrangementReviewed(run.id, arrangement, next_day)
