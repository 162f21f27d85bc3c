"""Ask another service, or somebody of it, to answer a dispute; its clock begins anew"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.disputes.assign_dispute import assign_dispute

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dispute", type=int, help="the dispute's number")
    parser.add_argument("service", help="the service's code")
    parser.add_argument("--user", default="", help="somebody of it")
    parser.add_argument("--words", default="", help="what is still unclear")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NoSuchDispute, ClosedBefore, NoSuchServiceToAsk, NotOfThatService."""
    done = assign_dispute(
        dispute=options.dispute, service=options.service, user=options.user, words=options.words, on=options.on,
        at=now(), by=options.by,
    )  # fmt: skip
    who = f"{done.user} of {done.service}" if done.user else done.service
    return Answer(asdict(done), f"{who} is to answer by {day_in_words(done.answer_by)}.")
