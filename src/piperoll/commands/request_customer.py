"""Ask for a customer your service is about to bill; somebody of the income team looks and puts them on the books.

request-customer BUS "Mrs G Pugh" --address "1 High Street, Anytown" --postcode "AN1 2AB" --why "A bus pass for Amy"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, fields
from pathlib import Path

from piperoll.billing.request_customer import REASONS, likely_for, request_customer
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, documents, now
from piperoll.customers.details import Details
from piperoll.customers.models import Customer

NEEDS_ACTOR = True
GROUP = "Self-service"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("service", help="your service's code")
    parser.add_argument("name", help="how a letter addresses them")
    parser.add_argument("--address", required=True, help="the lines of the address, a comma between them, no postcode")
    parser.add_argument("--postcode", required=True)
    parser.add_argument(
        "--kind", choices=list(dict(Customer.KINDS)), default="person", help="what sort of customer (else person)"
    )
    for option in ("title", "first-name", "last-name", "trading-as", "company-number", "email", "phone"):
        parser.add_argument(f"--{option}", default="", metavar="TEXT")
    parser.add_argument(
        "--reason", choices=list(REASONS), default="first_bill", help="why they are new (else first_bill)"
    )
    parser.add_argument("--why", required=True, help="what they are to be billed for, in a few words")
    parser.add_argument("--somebody-else", action="store_true", help="whoever is like them is another customer")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    parser.add_argument(
        "--instead-of", type=int, metavar="NUMBER", help="a request of yours that this takes the place of"
    )
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask, and say who is like them. Raises whatever the verb refuses."""
    told = {field.name: getattr(options, field.name) for field in fields(Details)}
    details = Details(**told | {"address": "\n".join(line.strip() for line in options.address.split(","))})
    done = request_customer(
        service=options.service, details=details, why=options.why, reason=options.reason,
        somebody_else=options.somebody_else, files=documents(options.file), instead_of=options.instead_of,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    alike = likely_for(details.tidied(), on=options.on, by=options.by)
    alike = [row for row in alike if row.reference != done.reference]
    data = asdict(done) | {"like": [{"reference": row.reference, "name": row.name, "why": row.why} for row in alike]}
    said = f"Request {done.request} waits for somebody else to decide it."
    if done.reference:
        said = f"{options.name} is customer {done.reference}."
    if alike:
        said += "\nLike customers there are:\n" + columns([(r.reference, r.name, ", ".join(r.why)) for r in alike])
    return Answer(data, said)
