"""Record who is calling and how they answered, and hear whether they may be told about the account.

record-call C000000198 customer "Mrs Edith Crane" --right name address reference
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.queries import by_reference
from piperoll.safeguards.record_call import CallTold, record_call
from piperoll.safeguards.rules import CALLERS, CHECKS

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("caller", choices=list(CALLERS))
    parser.add_argument("name", help="who they say they are")
    parser.add_argument("--right", nargs="*", default=[], choices=list(CHECKS), help="questions answered right")
    parser.add_argument("--wrong", nargs="*", default=[], choices=list(CHECKS), help="questions answered wrong")
    parser.add_argument("--representative", type=int, metavar="NUMBER", help="which one, from `safeguards`")
    parser.add_argument("--about", default="", metavar="WORDS", help="what it is about")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it; exit code 0 when they may be told, 1 when not. Raises NoSuchCustomer and whatever the verb refuses."""
    customer = by_reference(options.customer)
    told = CallTold(
        options.caller, options.name, options.right, options.wrong, options.representative, options.about
    )  # fmt: skip
    recorded = record_call(customer=customer.pk, told=told, on=options.on, at=now(), by=options.by)
    return Answer(asdict(recorded), recorded.why, 0 if recorded.may_be_told else 1)
