"""Change what we know of a customer, from a day on; whatever is not named stays as it is."""

from __future__ import annotations

import argparse
from dataclasses import asdict, fields, replace

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.customers.change_customer import change_customer, details_of
from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument(
        "--address", metavar="TEXT", help="the lines of the new address, a comma between them, no postcode"
    )
    parser.add_argument("--kind", choices=list(dict(Customer.KINDS)))
    for option in (
        "name",
        "postcode",
        "title",
        "first-name",
        "last-name",
        "trading-as",
        "company-number",
        "email",
        "phone",
    ):
        parser.add_argument(f"--{option}", metavar="TEXT")
    parser.add_argument("--reason", default="", metavar="WORDS", help="why")
    ask_for_the_day(parser, "the day it holds from")


def run(options: argparse.Namespace) -> Answer:
    """Change them. Raises NoSuchCustomer, DetailMissing, DetailUnfit, NothingChanged."""
    customer = by_reference(options.customer)
    named = {f.name: value for f in fields(Details) if (value := getattr(options, f.name)) is not None}
    if "address" in named:
        named["address"] = "\n".join(line.strip() for line in options.address.split(","))
    details = replace(details_of(customer), **named)
    changed = change_customer(
        customer=customer.pk, details=details, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    told = columns(
        [(name, was or "nothing", "→", is_now or "nothing") for name, (was, is_now) in changed.fields.items()]
    )
    return Answer(asdict(changed), f"Customer {customer.reference} is changed (run {changed.run}).\n{told}")
