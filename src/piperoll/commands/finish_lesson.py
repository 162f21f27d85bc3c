"""Say what was done about a lesson of the improvement log"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.disputes.finish_lesson import finish_lesson

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("lesson", type=int, help="the lesson's number")
    parser.add_argument("words", help="what was done")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises NoSuchLesson, LessonLearnt."""
    done = finish_lesson(lesson=options.lesson, words=options.words, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Lesson {done.lesson} is done.")
