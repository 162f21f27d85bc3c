"""Flag a customer as vulnerable, deceased, gone away, insolvent, under 18 or restricted; every act then obeys it.

raise-flag C000000198 deceased --happened-on 2026-11-03 --evidence "Tell Us Once" --review-on 2027-02-01
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.customers.queries import by_reference
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.safeguards.rules import FLAGS, INSOLVENCIES

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("flag", choices=list(FLAGS))
    parser.add_argument("--evidence", required=True, metavar="WORDS", help="what we saw or were told, and by whom")
    parser.add_argument("--review-on", required=True, type=day, metavar="DATE", help="when it is looked at again")
    parser.add_argument("--owner", default="", metavar="USER", help="who looks after it (else you)")
    parser.add_argument("--happened-on", type=day, metavar="DATE", help="the day of death, of birth, or of the order")
    parser.add_argument("--insolvency", choices=list(INSOLVENCIES), default="", help="which kind")
    parser.add_argument("--reference", default="", metavar="TEXT", help="the court's or the register's reference")
    parser.add_argument("--needs", default="", metavar="WORDS", help="what a vulnerable person needs, not a diagnosis")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Raise it. Raises NoSuchCustomer and whatever the verb refuses."""
    customer = by_reference(options.customer)
    told = FlagTold(
        kind=options.flag, evidence=options.evidence, review_on=options.review_on, owner=options.owner,
        happened_on=options.happened_on, insolvency=options.insolvency, reference=options.reference,
        needs=options.needs,
    )  # fmt: skip
    raised = raise_flag(customer=customer.pk, told=told, on=options.on, at=now(), by=options.by)
    until = f" It ends by itself after {day_in_words(raised.valid_to)}." if raised.valid_to else ""
    return Answer(
        asdict(raised), f"{customer.reference} is flagged: {FLAGS[raised.kind].lower()} (flag {raised.flag}).{until}"
    )
