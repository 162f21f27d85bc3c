"""record_advice_outcome: what came of a referral to advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.arrangements.models import Advice, AdviceOutcome
from piperoll.arrangements.rules import CAME_OF_ADVICE, NoWayToPay
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class NoSuchReferral(Refused):
    """There is no referral {advice}. A customer's referrals stand on their record, under Income and expenditure."""


class OutcomeKnown(Refused):
    """What came of referral {advice} is on record already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class AdviceOutcomeRecorded:
    """What came of a referral."""

    run: int
    advice: int
    what: str


def record_advice_outcome(
    *, advice: int, what: str, note: str = "", on: date, at: datetime, by: Actor
) -> AdviceOutcomeRecorded:
    """Record it, once. Raises NoSuchReferral, OutcomeKnown, NoWayToPay."""
    if what not in CAME_OF_ADVICE:
        raise NoWayToPay(said=what[:40], what="outcome", known=", ".join(CAME_OF_ADVICE), field="what")
    note = few_words(note, "the note", needed=False)
    found = Advice.objects.filter(pk=advice).first()
    if found is None:
        raise NoSuchReferral(advice=advice)
    with running.act("record_advice_outcome", on=on, at=at, by=by, advice=advice, customer=found.customer_id) as run:
        held(found.customer_id)
        if AdviceOutcome.objects.filter(advice=found).exists():
            raise OutcomeKnown(advice=advice)
        AdviceOutcome.objects.create(advice=found, what=what, note=note, heard_on=on, run_id=run.id)
        run.finish(said=f"Advice: {CAME_OF_ADVICE[what].lower()}", why=note)
    return AdviceOutcomeRecorded(run.id, advice, what)
