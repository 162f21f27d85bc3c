"""Say which track of recovery what is owed falls on, from a day on: by service, kind of customer, or one customer.

set-track-rule care --service ASC --from 2027-04-01 --authority "Corporate debt policy 2027"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now
from piperoll.customers.models import Customer
from piperoll.recovery.rules import TRACKS
from piperoll.recovery.set_track_rule import set_track_rule

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("track", choices=list(TRACKS))
    parser.add_argument("--service", default="", metavar="CODE", help="what this service bills")
    parser.add_argument(
        "--kind", default="", choices=["", *dict(Customer.KINDS)], help="what this kind of customer owes"
    )
    parser.add_argument("--customer", default="", metavar="REFERENCE", help="what this customer owes")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises whatever the verb refuses."""
    done = set_track_rule(
        track=options.track, service=options.service, customer_kind=options.kind, customer=options.customer,
        valid_from=options.valid_from, authority=options.authority, source=options.source, to_verify=options.to_verify,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{done.what}: {TRACKS[done.track].lower()}, from {day_in_words(done.valid_from)}.")
