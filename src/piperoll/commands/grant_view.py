"""Let somebody see a restricted record, for a reason, until a day."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.customers.queries import by_reference
from piperoll.safeguards.grant_view import grant_view

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    parser.add_argument("username", help="who may see it")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why they must")
    parser.add_argument("--until", required=True, type=day, metavar="DATE", help="the last day, three months at most")
    ask_for_the_day(parser, "the first day")


def run(options: argparse.Namespace) -> Answer:
    """Grant it. Raises NoSuchCustomer, NobodyToSee, LeaveToOneself, LeaveTooLong, WordsMissing, LeaveAlready."""
    customer = by_reference(options.customer)
    granted = grant_view(
        customer=customer.pk, username=options.username, reason=options.reason, until=options.until,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    until = day_in_words(granted.valid_to)
    return Answer(asdict(granted), f"{granted.username} may see {customer.reference} until {until} ({granted.grant}).")
