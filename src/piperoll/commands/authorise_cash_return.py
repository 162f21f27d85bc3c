"""Authorise a service's cash-up return that somebody else filled in: its money is in the books and paid in."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.takings.authorise_cash_return import authorise_cash_return

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cash_return", type=int, metavar="RETURN", help="the return's number")
    parser.add_argument("--reason", default="", metavar="WORDS", help="what you found, if its cash differs")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Authorise. Raises NoSuchReturn, ReturnEnded, OwnReturn."""
    done = authorise_cash_return(
        cash_return=options.cash_return, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    said = f"Cash-up return {done.cash_return} stands: {count(done.receipts, 'receipt')}, "
    return Answer(
        asdict(done), f"{said}{pounds(done.cash_pence)} in cash and {pounds(done.cheque_pence)} by cheque paid in."
    )
