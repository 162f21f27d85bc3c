"""Note what another ledger says it took in of a file of ours. A difference is chased until an answer agrees."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, pence
from piperoll.foundations.money import pounds
from piperoll.interfaces.answer_fund_file import answer_fund_file

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("fund", help="the fund's code")
    parser.add_argument("number", type=int, help="the file's number")
    parser.add_argument("--lines", type=int, required=True, metavar="N", help="how many lines they took in")
    parser.add_argument("--sum", type=pence, required=True, metavar="POUNDS", help="what those came to")
    parser.add_argument("--note", default="", help="what is known of a difference")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Note it. Raises NoSuchFund, NoSuchFundFile, DifferenceUnexplained."""
    done = answer_fund_file(
        fund=options.fund, sequence=options.number, lines=options.lines, pence=options.sum, note=options.note,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = "It agrees." if done.agrees else f"It differs by {pounds(done.difference_pence)}, and is chased."
    return Answer(asdict(done), f"File {done.sequence} of {done.fund} is answered. {said}")
