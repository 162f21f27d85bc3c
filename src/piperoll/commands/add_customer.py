"""Add a customer: someone the council bills for the first time."""

from __future__ import annotations

import argparse
from dataclasses import asdict, fields

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.customers.models import Customer

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", help="how a letter addresses them")
    parser.add_argument("--address", required=True, help="the lines of the address, a comma between them, no postcode")
    parser.add_argument("--postcode", required=True)
    parser.add_argument(
        "--kind", choices=list(dict(Customer.KINDS)), default="person", help="what sort of customer (else person)"
    )
    for option in ("title", "first-name", "last-name", "trading-as", "company-number", "email", "phone"):
        parser.add_argument(f"--{option}", default="", metavar="TEXT")
    parser.add_argument(
        "--somebody-else", action="store_true", help="a namesake at the same postcode is another person"
    )
    ask_for_the_day(parser, "the day the address holds from")


def run(options: argparse.Namespace) -> Answer:
    """Add them. Raises DetailMissing, DetailUnfit, AlreadyThere."""
    told = {field.name: getattr(options, field.name) for field in fields(Details)}
    told["address"] = "\n".join(line.strip() for line in options.address.split(","))
    added = add_customer(
        details=Details(**told), on=options.on, at=now(), by=options.by, somebody_else=options.somebody_else
    )
    return Answer(asdict(added), f"{options.name} is customer {added.reference} (run {added.run}).")
