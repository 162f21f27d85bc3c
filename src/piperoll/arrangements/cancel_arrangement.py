"""cancel_arrangement: an arrangement ends because they or we say so; its debts stand on their ladder again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.arrangements import ending
from piperoll.arrangements.rules import reference_of
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.safeguards.words import few_words


@dataclass(frozen=True)
class ArrangementCancelled:
    """An arrangement that ended before its time."""

    run: int
    arrangement: int
    customer: str


def cancel_arrangement(*, arrangement: int, why: str, on: date, at: datetime, by: Actor) -> ArrangementCancelled:
    """End it. What was paid stays paid; its Direct Debit is suspended, its standing order expected no more.

    Raises NoSuchArrangement, EndedAlready, WordsMissing.
    """
    said = few_words(why, "why it ends")
    with running.act("cancel_arrangement", on=on, at=at, by=by, arrangement=arrangement) as run:
        ending.one_at_a_time()
        found = ending.must_stand(arrangement)
        ending.end([arrangement], "cancelled", said, run=run, on=on, at=at)
        run.finish(customer=found.customer_id, said=f"{reference_of(arrangement)} cancelled", why=said)
    return ArrangementCancelled(run.id, arrangement, found.customer.reference)
