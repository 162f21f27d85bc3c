"""Tell an agent who holds a case to go on, once what they held it for is settled."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.let_case_go_on import let_case_go_on
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.restricted import to_see

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer’s reference, like C000000198")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it goes on")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Tell them. Raises whatever the verb refuses."""
    done = let_case_go_on(
        customer=to_see(options).reference, reason=options.reason, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"{done.name} is told to go on with the case of {done.customer}.")
