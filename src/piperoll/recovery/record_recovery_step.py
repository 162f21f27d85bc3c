"""record_recovery_step: somebody called, reviewed or handed an account over; the ladder goes on from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery import ladder
from piperoll.recovery.models import StepItem, StepTaken
from piperoll.recovery.rules import STAGES
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class NoStepToTake(Refused):
    """No step is to be taken by anybody for {customer} on {on:%-d %B %Y}: {reason}"""


@dataclass(frozen=True)
class StepRecorded:
    """A step somebody took, for so many instalments."""

    run: int
    customer: str
    stage: str
    instalments: int


def record_recovery_step(*, customer: str, note: str, on: date, at: datetime, by: Actor) -> StepRecorded:
    """Record that the step the ladder asks somebody to take was taken, and what came of it.

    Raises NoSuchCustomer, NoStepToTake, WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("record_recovery_step")
    said = few_words(note, "what came of it")
    whose = by_reference(customer)
    with running.act("record_recovery_step", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        stage, instalments = keep_step(whose, said, on, run=run.id)
        run.finish(said=f"{STAGES[stage]} done", why=said, instalments=instalments)
    return StepRecorded(run.id, whose.reference, stage, instalments)


def keep_step(whose: Customer, said: str, on: date, *, run: int) -> tuple[str, int]:
    """Keep the step the ladder asks for, inside a deed on a locked customer: its stage, for how many instalments.

    Raises NoStepToTake.
    """
    stands = ladder.standing(on, whose.pk)
    if stands.row is None or stands.row.why != "person":
        reason = stands.row.reason if stands.row else "nothing is overdue."
        raise NoStepToTake(customer=whose.reference, on=on, reason=reason)
    stage = str(stands.row.stage)
    step = StepTaken.objects.create(customer=whose, stage=stage, note=said, taken_on=on, run_id=run)
    chased = [item.item_id for item in stands.items if item.chased_pence]
    StepItem.objects.bulk_create(StepItem(step=step, item_id=item, run_id=run) for item in chased)
    return stage, len(chased)
