"""Count a till by note and coin against what was receipted there, and pay it in with a slip.

cash-up GUILDHALL-1 --bank-account MAIN --slip 600017 --count 20.00=3 --count 0.50=5

Without a difference it is paid in at once. With one, say why (--reason), and it waits for somebody else.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, pence
from piperoll.foundations.money import pounds
from piperoll.takings.cash_up import cash_up

GROUP = "Money in"
NEEDS_ACTOR = True


def _counted(text: str) -> tuple[int, int]:
    coin, _, many = text.partition("=")
    if not (many.isascii() and many.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a note or coin and how many, like 20.00=3")
    return pence(coin), int(many)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("till", help="the till's code")
    parser.add_argument("--bank-account", required=True, metavar="CODE", help="our bank account it is paid into")
    parser.add_argument("--slip", required=True, metavar="SERIAL", help="the paying-in slip's serial")
    parser.add_argument(
        "--count", type=_counted, action="append", required=True, metavar="POUNDS=MANY",
        help="a note or coin in pounds and how many, like 20.00=3; once for each",
    )  # fmt: skip
    parser.add_argument("--reason", default="", metavar="WORDS", help="why it differs, if it does")
    ask_for_the_day(parser, "the day it is counted")


def run(options: argparse.Namespace) -> Answer:
    """Count it. Exit code 1 when a difference waits. Raises NothingAtTill, BadCount, DifferenceUnexplained."""
    done = cash_up(
        till=options.till, bank_account=options.bank_account, slip=options.slip, counted=dict(options.count),
        reason=options.reason, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    counts = count(done.takings, "receipt")
    said = f"Cash-up {done.cash_up} of {done.till}, {counts}: {pounds(done.counted_pence)} counted."
    if done.banking:
        return Answer(asdict(done), f"{said} Paid in as banking {done.banking}.")
    way = "over" if done.difference_pence > 0 else "short"
    return Answer(
        asdict(done), f"{said} It is {pounds(abs(done.difference_pence))} {way}: somebody else must look at it.", 1
    )
