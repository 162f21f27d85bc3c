"""Expect a payment again and again: a customer told us that they set up a standing order at their bank.

add-standing-order C000000198 87.50 --every monthly --from 2026-12-01 --told-by "Mrs Pugh, on the telephone"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, pence
from piperoll.foundations.money import pounds
from piperoll.receipting.add_standing_order import add_standing_order
from piperoll.receipting.models import StandingOrder

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the customer's reference")
    parser.add_argument("amount", type=pence, help="how much each time, in pounds")
    parser.add_argument("--every", required=True, choices=list(dict(StandingOrder.FREQUENCIES)), help="how often")
    parser.add_argument("--from", dest="first_on", type=day, required=True, metavar="DATE", help="the first day")
    parser.add_argument("--told-by", required=True, metavar="WORDS", help="who told us, and how")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Expect it. Raises NoSuchCustomer, BadStandingOrder, StandingOrderThere."""
    done = add_standing_order(
        customer=options.customer, amount_pence=options.amount, frequency=options.every, first_on=options.first_on,
        told_by=options.told_by, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"Standing order {done.order} of {done.customer}: {pounds(done.amount_pence)} from"
    return Answer(asdict(done), f"{said} {day_in_words(done.first_on)}.")
