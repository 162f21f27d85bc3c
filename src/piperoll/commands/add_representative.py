"""Put on record who acts for a customer: attorney, deputy, DWP appointee, executor, parent, or somebody who helps.

add-representative C000000198 appointee "Mrs Nell Hart" --address "2 Quay Street, Anytown" --postcode "AN1 4BB"
  --proof "BF57 of 3 November" --proof-seen-on 2026-11-20 --billed
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now
from piperoll.customers.choose_delivery import CHOICES
from piperoll.customers.queries import by_reference
from piperoll.safeguards.add_representative import RepresentativeTold, add_representative
from piperoll.safeguards.rules import REPRESENTATIVES

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("kind", choices=list(REPRESENTATIVES))
    parser.add_argument("name", help="as a letter addresses them")
    parser.add_argument("--address", required=True, metavar="TEXT", help="its lines, a comma between them, no postcode")
    parser.add_argument("--postcode", required=True)
    parser.add_argument(
        "--proof", required=True, metavar="WORDS", help="what we saw: the court order, the BF57, the will"
    )
    parser.add_argument("--proof-seen-on", required=True, type=day, metavar="DATE")
    parser.add_argument("--not-told", action="store_true", help="they may not be told about the account")
    parser.add_argument("--billed", action="store_true", help="bills and letters go to them instead of the customer")
    parser.add_argument("--email", default="")
    parser.add_argument("--phone", default="")
    parser.add_argument("--by-email", action="store_true", help="letters go to them by email")
    parser.add_argument("--language", default="en", choices=list(CHOICES["language"]), help="en, or cy for Welsh")
    parser.add_argument("--format", default="standard", choices=list(CHOICES["format"]), help="how they read")
    parser.add_argument("--until", type=day, metavar="DATE", help="their last day, if that is known")
    ask_for_the_day(parser, "the day they begin")


def run(options: argparse.Namespace) -> Answer:
    """Add them. Raises NoSuchCustomer and whatever the verb refuses."""
    customer = by_reference(options.customer)
    told = RepresentativeTold(
        kind=options.kind, name=options.name, address=options.address.replace(",", "\n"), postcode=options.postcode,
        proof=options.proof, proof_seen_on=options.proof_seen_on, may_be_told=not options.not_told,
        is_billed=options.billed, email=options.email, phone=options.phone, by_email=options.by_email,
        language=options.language, format=options.format,
        until=options.until,
    )  # fmt: skip
    added = add_representative(customer=customer.pk, told=told, on=options.on, at=now(), by=options.by)
    said = (
        f"{added.name} acts for {customer.reference}: {REPRESENTATIVES[added.kind].lower()} ({added.representative})."
    )
    return Answer(asdict(added), said)
