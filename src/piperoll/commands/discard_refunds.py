"""Give a refund run up before it is released; its refunds may be chosen again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.refunds.discard_refunds import discard_refunds

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("refund_run", type=int, metavar="RUN", help="the refund run's number")
    parser.add_argument("--reason", required=True, help="why it should not go")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Discard it. Raises RunReleasedAlready, RunDiscardedAlready and whatever else the verb refuses."""
    done = discard_refunds(
        refund_run=options.refund_run, reason=options.reason, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"Refund run {done.refund_run} is given up: {count(done.refunds, 'refund')} let go.")
