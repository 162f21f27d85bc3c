"""Say that a receipt, or part of it, is another ledger's money, and on which account there it belongs."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, pence
from piperoll.foundations.money import pounds
from piperoll.receipting.place_in_fund import place_in_fund

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number")
    parser.add_argument("fund", help="the fund's code")
    parser.add_argument("reference", help="the personal account there")
    parser.add_argument("--sum", type=pence, metavar="POUNDS", help="how much of it; all of it unless told")
    parser.add_argument("--reason", default="", help="why, in a few words")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Place it. Raises NoSuchFund, FundClosed, NotTheirReference, NothingInSuspense, MoreThanReceived."""
    done = place_in_fund(
        receipt=options.receipt, fund=options.fund, reference=options.reference, pence=options.sum,
        reason=options.reason, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{pounds(done.pence)} is on {done.reference} of {done.fund}.")
