"""End an arrangement before its time; its debts stand on their ladder again. What was paid stays paid."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.cancel_arrangement import cancel_arrangement
from piperoll.arrangements.rules import reference_of
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("arrangement", type=int, metavar="ARRANGEMENT", help="its number")
    parser.add_argument("--why", required=True, help="why it ends, in a few words")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchArrangement, EndedAlready."""
    done = cancel_arrangement(
        arrangement=options.arrangement, why=options.why, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"{reference_of(done.arrangement)} of {done.customer} has ended.")
