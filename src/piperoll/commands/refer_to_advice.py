"""Record that a customer was referred to free, independent advice."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.refer_to_advice import refer_to_advice
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="who was referred")
    parser.add_argument("--agency", required=True, help="to whom, like: Citizens Advice Anytown")
    parser.add_argument("--why", required=True, help="why, in a few words")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchCustomer, WordsMissing."""
    done = refer_to_advice(
        customer=options.customer, agency=options.agency, why=options.why, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"Referral {done.advice} of {done.customer} is on record.")
