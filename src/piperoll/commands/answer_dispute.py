"""Answer a dispute that one of your services was asked about"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.disputes.answer_dispute import answer_dispute
from piperoll.disputes.rules import reference_of

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dispute", type=int, help="the dispute's number")
    parser.add_argument("words", help="what the service knows, and what it thinks is right")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Answer. Raises NoSuchDispute, NotAskedOfYou, DisputeAnswered."""
    done = answer_dispute(
        dispute=options.dispute, words=options.words, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    late = ", late" if done.was_late else ""
    return Answer(asdict(done), f"{reference_of(done.dispute)} is answered for {done.service}{late}.")
