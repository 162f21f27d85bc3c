"""Have another body bear so many per cent of somebody's care: the NHS, another council. It is billed for its share."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.share_care import share_care
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, number

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the person's reference")
    parser.add_argument("payer", help="the other body's reference")
    parser.add_argument("percent", type=number, help="how many per cent of the cost it bears")
    parser.add_argument("--from", dest="valid_from", type=day, required=True, metavar="MONDAY", help="the first week")
    parser.add_argument("--to", dest="valid_to", type=day, metavar="DATE", help="the last day, if it is known")
    parser.add_argument("--income", required=True, metavar="CODE", help="the income code its share earns on")
    parser.add_argument("--reason", required=True, help="the agreement it comes from")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Share it. Raises NoSuchCustomer, NotAMonday, BadAssessment, MoreThanAll."""
    done = share_care(
        customer=options.customer, payer=options.payer, percent=options.percent, valid_from=options.valid_from,
        valid_to=options.valid_to, income_code=options.income, reason=options.reason,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"{done.payer} bears {done.percent:f}% of the care of {done.customer} from {day_in_words(done.valid_from)}."
    return Answer(asdict(done), said)
