"""Send a cash-up back: nothing was posted, and its till is to be counted again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.takings.refuse_cash_up import refuse_cash_up

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cash_up", type=int, metavar="CASH-UP", help="its number, from  bankings")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it must be counted again")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Do it. Raises NoSuchCashUp, CashUpEnded, RefusedWithoutReason."""
    done = refuse_cash_up(cash_up=options.cash_up, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Cash-up {done.cash_up} is to be counted again.")
