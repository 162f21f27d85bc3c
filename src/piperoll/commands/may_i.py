"""Ask whether an act may be done to a customer, and why not: bill, send_reminder, telephone, collect, issue_claim…

Of issue_claim everything before a claim is asked too: the protocol’s days, a deferred payment, the time in law.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day
from piperoll.commands.restricted import to_see
from piperoll.recovery import claiming
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.rules import ACTS

GROUP = "Customers"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("act", choices=list(ACTS), metavar="ACT", help=", ".join(ACTS))
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    ask_for_the_day(parser, "the day to ask about")


def run(options: argparse.Namespace) -> Answer:
    """Answer yes (exit code 0) or no (1). Raises NoSuchCustomer."""
    customer = to_see(options)
    is_claim = options.act == claiming.ACT
    answer = (
        claiming.may_claim(customer, options.on).answer if is_claim else may_i(options.act, customer.pk, options.on)
    )
    said = "\n".join(("Yes." if answer.allowed else "No.", *answer.reasons))
    return Answer({"customer": customer.reference, **asdict(answer)}, said, 0 if answer.allowed else 1)
