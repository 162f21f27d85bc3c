"""What was done about a lesson is kept with it, once."""

from __future__ import annotations

import pytest

from crediting import somebody
from disputes.complaining import complains
from piperoll.disputes.complaint_queries import lessons
from piperoll.disputes.finish_lesson import LessonLearnt, NoSuchLesson, finish_lesson
from piperoll.disputes.record_lesson import record_lesson
from recovery.reminding import now
from the_day import MONDAY


def test_once(basil: str) -> None:
    officer = now(somebody("officer"), MONDAY)
    made = record_lesson(complaint=complains().complaint, words="Call back", service="TRADE", due_on=MONDAY, **officer)
    finish_lesson(lesson=made.lesson, words="A rota since December", **officer)
    assert [row.done for row in lessons(most=9)] == ["A rota since December"]
    with pytest.raises(LessonLearnt):
        finish_lesson(lesson=made.lesson, words="Again", **officer)
    with pytest.raises(NoSuchLesson):
        finish_lesson(lesson=10**9, words="Again", **officer)
