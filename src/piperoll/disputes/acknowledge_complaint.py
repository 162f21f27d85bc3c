"""acknowledge_complaint: whoever complained is told that it came, and by when they have an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.disputes import complaint_letters
from piperoll.disputes.complaining import complaint_numbered, must_be_undecided, stage_of_now
from piperoll.disputes.models import Acknowledged
from piperoll.disputes.rules import STAGES, complaint_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class AcknowledgedAlready(Refused):
    """{complaint} was acknowledged on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ComplaintAcknowledged:
    """An acknowledgement on its way to so many readers."""

    run: int
    complaint: int
    stage: str
    letters: int
    was_late: bool


def acknowledge_complaint(*, complaint: int, on: date, at: datetime, by: Actor) -> ComplaintAcknowledged:
    """Acknowledge the stage a complaint has come to, by letter.

    Raises NoSuchComplaint, StageDecided, AcknowledgedAlready, NoApprovedTemplate.
    """
    by.must("acknowledge_complaint")
    found = complaint_numbered(complaint)
    with running.act("acknowledge_complaint", on=on, at=at, by=by, complaint=complaint) as run:
        stage = stage_of_now(found)
        must_be_undecided(stage)
        if before := Acknowledged.objects.filter(stage=stage).first():
            raise AcknowledgedAlready(complaint=complaint_reference(complaint), on=before.acknowledged_on)
        Acknowledged.objects.create(stage=stage, acknowledged_on=on, run_id=run.id)
        sent = complaint_letters.send(complaint_letters.RECEIVED, stage.pk, run=run.id, on=on, at=at)
        run.finish(said=f"{complaint_reference(complaint)} acknowledged, {STAGES[stage.stage].lower()}")
    return ComplaintAcknowledged(run.id, complaint, stage.stage, sent.documents, on > stage.acknowledge_by)
