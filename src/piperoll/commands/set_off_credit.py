"""Use credit on an account for what is overdue there, once the customer was told."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.refunds.set_off_credit import set_off_credit

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="the customer's reference")
    parser.add_argument("--told", required=True, help="how the customer was told of it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it off. Raises NotToBeSetOff, NothingToSetOff and whatever else the verb refuses."""
    done = set_off_credit(
        customer=options.customer, told=options.told, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer(asdict(done), f"{pounds(done.pence)} of credit now pays {count(done.items, 'overdue item')}.")
