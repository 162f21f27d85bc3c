"""Release a refund run that somebody else chose."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day_in_words, now
from piperoll.foundations.money import pounds
from piperoll.refunds.release_refunds import release_refunds

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("refund_run", type=int, metavar="RUN", help="the refund run's number")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Release it. Raises OwnRefundRun, NoLongerHolds and whatever else the verb refuses."""
    done = release_refunds(refund_run=options.refund_run, on=options.on, at=now(), by=options.by)
    return Answer(
        asdict(done),
        f"Refund run {done.refund_run} is released: {count(done.refunds, 'refund')}, {pounds(done.pence)}, on "
        f"{day_in_words(done.pay_on)}. Write its file with  write-refund-file, or enter its cheques.",
    )
