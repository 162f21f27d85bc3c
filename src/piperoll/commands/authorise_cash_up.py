"""Let a difference in a till stand that somebody else counted: it is posted, and the cash is paid in as counted."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.takings.authorise_cash_up import authorise_cash_up

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cash_up", type=int, metavar="CASH-UP", help="its number, from  bankings")
    parser.add_argument("--reason", default="", metavar="WORDS", help="what you found, if anything")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Do it. Raises NoSuchCashUp, CashUpEnded, OwnCount, SlipTaken."""
    done = authorise_cash_up(cash_up=options.cash_up, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(
        asdict(done), f"Cash-up {done.cash_up} stands: {pounds(done.counted_pence)} paid in as banking {done.banking}."
    )
