"""Care is over and was billed too much: ask for credit notes over it, the newest bills first.

Within your own limit each is issued at once; beyond it, somebody else decides.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.credit_care import credit_care
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the person's reference")
    parser.add_argument("--why", required=True, help="what is wrong, in a few words: care ended, they died, a review")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises CareGoesOn, NothingTooMuch."""
    done = credit_care(customer=options.customer, why=options.why, on=options.on, at=now(), by=options.by)
    said = [f"{pounds(done.pence)} of the care of {done.customer} was billed too much."]
    for one in done.requests:
        what = f"credit note {one.number} is issued" if one.number else f"request {one.request} waits for a decision"
        said.append(f"Invoice {one.invoice}: {pounds(one.pence)}, {what}.")
    return Answer(asdict(done), "\n".join(said))
