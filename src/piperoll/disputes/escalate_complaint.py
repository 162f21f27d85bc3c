"""escalate_complaint: whoever complained is not content: the next stage begins, and recovery waits again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.disputes.complaining import begin_stage, complaint_numbered, stage_of_now
from piperoll.disputes.models import Finding
from piperoll.disputes.rules import STAGES, complaint_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class DecideItFirst(Refused):
    """{complaint} is not decided at {stage} yet: decide it before it goes on."""


class NothingAfter(Refused):
    """The ombudsman is the last stage of {complaint}."""


@dataclass(frozen=True)
class ComplaintEscalated:
    """The next stage of a complaint, with its clock."""

    run: int
    complaint: int
    stage: str
    acknowledge_by: date
    decide_by: date


def escalate_complaint(
    *, complaint: int, words: str, reference: str = "", on: date, at: datetime, by: Actor
) -> ComplaintEscalated:  # fmt: skip
    """Begin the next stage; `reference` is the ombudsman's.

    Raises NoSuchComplaint, DecideItFirst, NothingAfter, NoFigureHolds, WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("escalate_complaint")
    said = few_words(words, "why they are not content", longest=500)
    named = few_words(reference, "the ombudsman’s reference", needed=False, longest=40)
    found = complaint_numbered(complaint)
    with running.act("escalate_complaint", on=on, at=at, by=by, complaint=complaint) as run:
        held(found.customer_id)
        stage = stage_of_now(found)
        if not Finding.objects.filter(stage=stage).exists():
            raise DecideItFirst(complaint=complaint_reference(complaint), stage=STAGES[stage.stage].lower())
        order = list(STAGES)
        if stage.stage == order[-1]:
            raise NothingAfter(complaint=complaint_reference(complaint))
        following = order[order.index(stage.stage) + 1]
        made = begin_stage(found, following, said, reference=named, on=on, run=run.id)
        run.finish(said=f"{complaint_reference(complaint)} goes to {STAGES[following].lower()}", why=said)
    return ComplaintEscalated(run.id, complaint, following, made.acknowledge_by, made.decide_by)
