"""record_lesson: what a complaint taught, whose it is to do better, and by when: the improvement log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.models import Service
from piperoll.disputes.assign_dispute import NoSuchServiceToAsk
from piperoll.disputes.complaining import complaint_numbered
from piperoll.disputes.models import Lesson
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class DueBefore(Refused):
    """A lesson is to be learnt by a day to come, not by {due_on:%-d %B %Y}."""


@dataclass(frozen=True)
class LessonRecorded:
    """A lesson in the improvement log."""

    run: int
    lesson: int
    service: str
    due_on: date


def record_lesson(
    *, complaint: int, words: str, service: str, due_on: date, on: date, at: datetime, by: Actor
) -> LessonRecorded:  # fmt: skip
    """Keep what is to be done better. Raises NoSuchComplaint, NoSuchServiceToAsk, DueBefore, WordsMissing,
    WordsTooLong, CardNumber."""
    by.must("record_lesson")
    said = few_words(words, "what is to be done better", longest=300)
    if due_on < on:
        raise DueBefore(due_on=due_on, field="due_on")
    found = complaint_numbered(complaint)
    whose = Service.objects.filter(code=service, is_active=True).first()
    if whose is None:
        raise NoSuchServiceToAsk(code=service[:12], field="service")
    with running.act("record_lesson", on=on, at=at, by=by, complaint=complaint) as run:
        made = Lesson.objects.create(complaint=found, words=said, service=whose, due_on=due_on, run_id=run.id)
    return LessonRecorded(run.id, made.pk, whose.name, due_on)
