"""Put a released refund back on the account: it did not reach its payee, or its cheque was stopped."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.refunds.return_refund import return_refund

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("refund", type=int, metavar="REFUND", help="the refund's number")
    parser.add_argument("--reason", required=True, help="how you know that it did not arrive")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Put it back. Raises NotSentYet, ChequeWasPaid and whatever else the verb refuses."""
    done = return_refund(refund=options.refund, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Refund {done.refund} came back: {pounds(done.pence)} is credit again.")
