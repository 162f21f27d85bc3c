"""Record that a call, review or referral the ladder asks for was done, and what came of it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.commands.restricted import to_see
from piperoll.recovery.record_recovery_step import record_recovery_step
from piperoll.recovery.rules import STAGES

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("--note", required=True, metavar="WORDS", help="what came of it")
    ask_for_the_day(parser, "the day it was done")


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchCustomer, NoStepToTake."""
    customer = to_see(options)
    done = record_recovery_step(
        customer=customer.reference, note=options.note, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"Recorded: {STAGES[done.stage].lower()}, for {count(done.instalments, 'instalment')}.")
