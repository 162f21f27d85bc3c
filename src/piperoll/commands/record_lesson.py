"""Keep what a complaint taught in the improvement log: what, whose it is, and by when"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.disputes.record_lesson import record_lesson

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("complaint", type=int, help="the complaint's number")
    parser.add_argument("service", help="whose it is: a service's code")
    parser.add_argument("words", help="what is to be done better")
    parser.add_argument("--by", dest="due_on", type=day, required=True, metavar="DATE", help="by when")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises NoSuchComplaint, NoSuchServiceToAsk, DueBefore."""
    done = record_lesson(
        complaint=options.complaint, words=options.words, service=options.service, due_on=options.due_on,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"Lesson {done.lesson}: {done.service}, by {day_in_words(done.due_on)}.")
