"""Take a case back from whoever has it; an agent is told to stop with the next dispatch."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.recall_case import recall_case
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.restricted import to_see

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer’s reference, like C000000198")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it comes back")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it back. Raises whatever the verb refuses."""
    done = recall_case(
        customer=to_see(options).reference, reason=options.reason, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"The case of {done.customer} is recalled from {done.name}, and its owner’s to decide.")
