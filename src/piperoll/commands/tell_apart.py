"""Remember that two customers who look alike are different: no search offers them again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.queries import by_reference
from piperoll.customers.tell_apart import tell_apart

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("one", metavar="REFERENCE", help="one customer")
    parser.add_argument("other", metavar="OTHER", help="the other's reference")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="how you know")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Remember it. Raises NoSuchCustomer and what tell_apart refuses."""
    one, other = by_reference(options.one), by_reference(options.other)
    told = tell_apart(one=one.pk, other=other.pk, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(told), f"{one.reference} and {other.reference} are remembered as different (run {told.run}).")
