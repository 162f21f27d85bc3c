"""Write to somebody who replied, when nothing is agreed, that a claim follows after 14 days"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.commands.restricted import to_see
from piperoll.foundations.money import pounds
from piperoll.recovery.give_claim_notice import give_claim_notice

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="who replied")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Write it. Raises NoLetterOfClaim, NobodyReplied, NotNow, NothingIsChased."""
    customer = to_see(options)
    done = give_claim_notice(customer=customer.reference, on=options.on, at=now(), by=options.by)
    said = f"{count(done.letters, 'letter')} for {pounds(done.pence)} to go; the 14 days begin as it is dispatched."
    return Answer(asdict(done), said)
