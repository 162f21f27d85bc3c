"""Answer what a service was asked about money nobody could place"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.suspense.answer_service import answer_service

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("question", type=int, help="the question's number, as  ./piperoll questions  lists them")
    parser.add_argument("words", help="what the service knows")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Answer it. Raises NoSuchQuestion, AnsweredAlready."""
    done = answer_service(question=options.question, words=options.words, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Answered: it stands with receipt {done.receipt}.")
