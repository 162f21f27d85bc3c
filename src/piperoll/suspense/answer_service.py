"""answer_service: a service says what it knows of a receipt; whoever asked sees it beside the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words
from piperoll.suspense.models import Answer, Question


class NoSuchQuestion(Refused):
    """There is no question {question} for your services. Those that wait stand under Your requests."""


class AnsweredAlready(Refused):
    """Question {question} was answered on {on:%-d %B %Y}: “{words}”. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Answered:
    """A question answered."""

    run: int
    question: int
    receipt: int


def answer_service(*, question: int, words: str, on: date, at: datetime, by: Actor) -> Answered:
    """Answer a question asked of a service of one's own; the income team may for any, when told on the telephone.

    Raises NoSuchQuestion, AnsweredAlready, WordsMissing, WordsTooLong, CardNumber.
    """
    said = few_words(words, "the answer", longest=500)
    with running.act("answer_service", on=on, at=at, by=by, question=question) as run:
        found = Question.objects.select_related("receipt").filter(pk=question).first()
        if found is None or not by.sees_service(found.service_id):
            raise NoSuchQuestion(question=question)
        given, is_new = Answer.objects.get_or_create(
            question=found, defaults={"words": said, "answered_on": on, "run_id": run.id}
        )
        if not is_new:
            raise AnsweredAlready(question=question, on=given.answered_on, words=given.words)
    return Answered(run.id, question, found.receipt_id)
