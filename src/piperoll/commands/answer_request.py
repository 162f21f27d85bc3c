"""Answer the question with which a request of yours came back; it waits to be decided again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.answer_request import answer_request
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=int, help="its number")
    parser.add_argument("answer", help="your answer")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Answer. Raises NoAnswer, NoSuchRequest, NotYours, NotFromHere."""
    done = answer_request(request=options.request, answer=options.answer, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Request {done.request} waits to be decided again.")
