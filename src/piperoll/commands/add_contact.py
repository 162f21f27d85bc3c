"""Add an email address or telephone number of a customer, from a day on."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.add_contact import add_contact
from piperoll.customers.queries import by_reference

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("kind", choices=["email", "phone"])
    parser.add_argument("value", help="the address or the number")
    ask_for_the_day(parser, "the first day it holds")


def run(options: argparse.Namespace) -> Answer:
    """Add it. Raises NoSuchCustomer, ContactUnfit, SameContact."""
    customer = by_reference(options.customer)
    added = add_contact(
        customer=customer.pk, kind=options.kind, value=options.value, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(added), f"{added.value} of {customer.reference} is added ({added.contact}).")
