"""Record whether somebody who owes for care owns a property, and what came of a deferred payment (Care Act s.69)"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now
from piperoll.commands.restricted import to_see
from piperoll.recovery.record_deferred_payment import record_deferred_payment

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="who owes for care")
    parser.add_argument("--owns-property", action="store_true", help="they own one (they do not, if left out)")
    parser.add_argument("--offered", type=day, metavar="DATE", help="the day a deferred payment was offered")
    parser.add_argument("--refused", type=day, metavar="DATE", help="the day they refused it")
    parser.add_argument("--evidence", required=True, help="what shows it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchCustomer, OutOfOrder."""
    customer = to_see(options)
    done = record_deferred_payment(
        customer=customer.reference, owns_property=options.owns_property, offered_on=options.offered,
        refused_on=options.refused, evidence=options.evidence, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), done.bar or "Recorded: it stands in the way of a claim no more.")
