"""Link two customers who belong together: a household, a family, another account of theirs, their business."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.link_customers import link_customers
from piperoll.customers.models import Link
from piperoll.customers.queries import by_reference

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("one", metavar="REFERENCE", help="one customer")
    parser.add_argument("other", metavar="OTHER", help="the other's reference")
    parser.add_argument("--kind", choices=list(dict(Link.KINDS)), required=True, help="how they belong together")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="how you know")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Link them. Raises NoSuchCustomer and what link_customers refuses."""
    one, other = by_reference(options.one), by_reference(options.other)
    done = link_customers(
        one=one.pk, other=other.pk, kind=options.kind, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"{one.reference} and {other.reference} are linked (link {done.link}, run {done.run}).")
