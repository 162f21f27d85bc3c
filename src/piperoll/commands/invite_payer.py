"""Make a link by which a payer sets a Direct Debit up on our own page: good once, for a fortnight, and shown once."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.customers.queries import by_reference
from piperoll.direct_debit.invite_payer import invite_payer

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Make it. Raises NoSuchCustomer, NotForThem."""
    made = invite_payer(customer=by_reference(options.customer).pk, on=options.on, at=now(), by=options.by)
    where = f"/direct-debit/{made.word}/"
    said = f"{where} on the council’s own address works once, until {day_in_words(made.expires_on)}. Keep it nowhere."
    return Answer(asdict(made) | {"path": where}, said)
