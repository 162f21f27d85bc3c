"""Record what a person was found able to pay a week for their care, from a Monday on.

It replaces any other assessment from its first week; weeks billed before are put right by the difference.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.assess_care import assess_care
from piperoll.billing.models import CareAssessment
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, pence

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the person's reference")
    parser.add_argument("kind", choices=list(dict(CareAssessment.KINDS)), help="how they pay")
    parser.add_argument("--weekly", type=pence, default=0, metavar="POUNDS", help="a partial contribution, a week")
    parser.add_argument("--from", dest="valid_from", type=day, required=True, metavar="MONDAY", help="the first week")
    parser.add_argument("--income", required=True, metavar="CODE", help="the income code it earns on")
    parser.add_argument("--reason", required=True, help="the assessment or review it comes from")
    ask_for_the_day(parser, "the day it was decided")


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchCustomer, NotAMonday, BadAssessment."""
    done = assess_care(
        customer=options.customer, kind=options.kind, weekly_pence=options.weekly, valid_from=options.valid_from,
        income_code=options.income, reason=options.reason, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{done.customer}: {done.kind} from {day_in_words(done.valid_from)}.")
