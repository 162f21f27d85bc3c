"""Have a Direct Debit pay another customer's debts from today: the same payer, account and reference."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.planning import ask_which, ask_why
from piperoll.customers.queries import by_reference
from piperoll.direct_debit.deeds import mandate_named
from piperoll.direct_debit.transfer_mandate import transfer_mandate

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_which(parser)
    parser.add_argument("customer", metavar="CUSTOMER", help="the other customer's reference, like C000000295")
    ask_why(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Transfer it. Raises NoSuchMandate, NoSuchCustomer and whatever the verb refuses."""
    done = transfer_mandate(
        mandate=mandate_named(options.mandate).pk, customer=by_reference(options.customer).pk, reason=options.reason,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"Direct Debit {done.reference} pays for customer {done.customer} from today.")
