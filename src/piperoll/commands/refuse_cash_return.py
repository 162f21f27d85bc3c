"""Send a service's cash-up return back, with a reason: its office fills it in again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.takings.refuse_cash_return import refuse_cash_return

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cash_return", type=int, metavar="RETURN", help="the return's number")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it is not right")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Send it back. Raises NoSuchReturn, ReturnEnded, RefusedWithoutReason."""
    done = refuse_cash_return(
        cash_return=options.cash_return, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"Cash-up return {done.cash_return} is sent back: {done.reason}.")
