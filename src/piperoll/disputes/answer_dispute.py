"""answer_dispute: the service that was asked says what it knows; whoever decides reads it beside the dispute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.disputes.finding import dispute_numbered, hold_open
from piperoll.disputes.models import Answer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NotAskedOfYou(Refused):
    """{service} is to answer this dispute now, which is none of your services."""


class DisputeAnswered(Refused):
    """This was answered on {on:%-d %B %Y}: “{words}”. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class DisputeAnswerGiven:
    """A dispute answered by the service that was asked."""

    run: int
    dispute: int
    service: str
    was_late: bool


def answer_dispute(*, dispute: int, words: str, on: date, at: datetime, by: Actor) -> DisputeAnswerGiven:
    """Answer what a service of one's own is asked; the income team may for any, when told on the telephone.

    Raises NoSuchDispute, ClosedBefore, NotAskedOfYou, DisputeAnswered, WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("answer_dispute")
    said = few_words(words, "the answer", longest=500)
    found = dispute_numbered(dispute, by)
    with running.act("answer_dispute", on=on, at=at, by=by, dispute=dispute) as run:
        hold_open(found)
        asked = found.assignments.select_related("service").latest("id")
        if not by.sees_service(asked.service_id):
            raise NotAskedOfYou(service=asked.service.name)
        if given := Answer.objects.filter(assignment=asked).first():
            raise DisputeAnswered(on=given.answered_on, words=given.words)
        Answer.objects.create(assignment=asked, words=said, answered_on=on, run_id=run.id)
    return DisputeAnswerGiven(run.id, dispute, asked.service.name, on > asked.answer_by)
