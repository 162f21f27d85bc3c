"""Give an approved refund up before it is in a run: its credit is on the account again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.refunds.cancel_refund import cancel_refund

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("refund", type=int, metavar="REFUND", help="the refund's number")
    parser.add_argument("--reason", required=True, help="why it is not paid")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Cancel it. Raises InARun, OverAlready and whatever else the verb refuses."""
    done = cancel_refund(refund=options.refund, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Refund {done.refund} is cancelled: {pounds(done.pence)} is credit again.")
