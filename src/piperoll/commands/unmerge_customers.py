"""Take a merge back: from a day on the two accounts are two again, each with what was always its own."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.queries import by_reference
from piperoll.customers.unmerge_customers import unmerge_customers

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("merged", metavar="REFERENCE", help="the customer who was merged into another")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why they are not the same")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Un-merge them. Raises NoSuchCustomer and what unmerge_customers refuses."""
    customer = by_reference(options.merged)
    done = unmerge_customers(merged=customer.pk, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.merged} stands alone again, apart from {done.kept} (run {done.run}).")
