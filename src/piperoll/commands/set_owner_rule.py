"""Say who looks after what, from a day on: by service, track, kind of customer and sum overdue.

set-owner-rule CARE --track care --from 2027-04-01 --authority "Corporate debt policy 2027"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.set_owner_rule import set_owner_rule
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now, pence
from piperoll.customers.models import Customer
from piperoll.recovery.rules import TRACKS

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("owner", metavar="OWNER", help="a team’s code or an officer’s username")
    parser.add_argument("--service", default="", metavar="CODE", help="what this service bills")
    parser.add_argument("--track", default="", choices=["", *TRACKS], help="what is on this track")
    parser.add_argument(
        "--kind", default="", choices=["", *dict(Customer.KINDS)], help="what this kind of customer owes"
    )
    parser.add_argument("--from-sum", type=pence, default=0, metavar="POUNDS", help="from this sum overdue")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises whatever the verb refuses."""
    done = set_owner_rule(
        owner=options.owner, service=options.service, track=options.track, customer_kind=options.kind,
        from_pence=options.from_sum, valid_from=options.valid_from, authority=options.authority, source=options.source,
        to_verify=options.to_verify, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{done.what}: {done.owner}, from {day_in_words(done.valid_from)}.")
