"""Record the Bank of England's Bank Rate from the day of a decision on; late-payment interest is fixed by it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now, number
from piperoll.interest.set_bank_rate import set_bank_rate

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("percent", type=number, help="the rate, like 3.75")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises NotARate, NoAuthority, NotAfterTheLast."""
    done = set_bank_rate(
        percent=options.percent, valid_from=options.valid_from, authority=options.authority, source=options.source,
        to_verify=options.to_verify, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"Bank Rate: {done.percent}% from {day_in_words(done.valid_from)}.")
