"""Note an account a customer has in another system: council tax, rent, a housing benefit overpayment, a mortgage…"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.link_account import link_account
from piperoll.customers.models import OtherAccount
from piperoll.customers.queries import by_reference

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer")
    parser.add_argument("--system", choices=list(dict(OtherAccount.SYSTEMS)), required=True, help="which other system")
    parser.add_argument("--number", required=True, metavar="TEXT", help="the reference it knows them by")
    parser.add_argument("--note", default="", metavar="WORDS", help="anything to know of it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Note it. Raises NoSuchCustomer and what link_account refuses."""
    customer = by_reference(options.customer)
    done = link_account(
        customer=customer.pk, system=options.system, reference=options.number, note=options.note, on=options.on,
        at=now(), by=options.by,
    )  # fmt: skip
    said = f"{customer.reference} has account {done.account} in another system (run {done.run}); tell its balance next."
    return Answer(asdict(done), said)
