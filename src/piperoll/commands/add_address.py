"""Add an address of a customer from a day on: main, where bills go, or for the time being."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now
from piperoll.customers.add_address import add_address
from piperoll.customers.models import Address
from piperoll.customers.queries import by_reference

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("purpose", choices=list(dict(Address.PURPOSES)))
    parser.add_argument("--address", required=True, metavar="TEXT", help="its lines, a comma between them, no postcode")
    parser.add_argument("--postcode", required=True)
    parser.add_argument("--until", type=day, metavar="DATE", help="its last day, if that is known")
    ask_for_the_day(parser, "the first day it holds")


def run(options: argparse.Namespace) -> Answer:
    """Add it. Raises NoSuchCustomer, AddressUnfit, AddressEndsEarly, SameAddress."""
    customer = by_reference(options.customer)
    added = add_address(
        customer=customer.pk, purpose=options.purpose, address=options.address.replace(",", "\n"),
        postcode=options.postcode, until=options.until, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(added), f"Address {added.address} of {customer.reference} is added.")
