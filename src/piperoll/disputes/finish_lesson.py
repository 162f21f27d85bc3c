"""finish_lesson: what was done about a lesson is kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.disputes.models import Lesson, LessonDone
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NoSuchLesson(Refused):
    """There is no lesson {lesson}. See Complaints, What we learnt."""


class LessonLearnt(Refused):
    """That was done on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class LessonFinished:
    """A lesson done."""

    run: int
    lesson: int


def finish_lesson(*, lesson: int, words: str, on: date, at: datetime, by: Actor) -> LessonFinished:
    """Say what was done. Raises NoSuchLesson, LessonLearnt, WordsMissing, WordsTooLong, CardNumber."""
    by.must("finish_lesson")
    said = few_words(words, "what was done", longest=300)
    found = Lesson.objects.filter(pk=lesson).first()
    if found is None:
        raise NoSuchLesson(lesson=lesson)
    with running.act("finish_lesson", on=on, at=at, by=by, lesson=lesson) as run:
        done, is_new = LessonDone.objects.get_or_create(
            lesson=found, defaults={"words": said, "done_on": on, "run_id": run.id}
        )
        if not is_new:
            raise LessonLearnt(on=done.done_on)
    return LessonFinished(run.id, lesson)
