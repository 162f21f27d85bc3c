"""Record when somebody was born whom an invoice is for, like a child on the bus.

Parents pay by their customer reference and the child's date of birth. It holds of every invoice of the same customer
that names the same person.
"""

from __future__ import annotations

import argparse

from piperoll.billing.record_birth_date import record_birth_date
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("invoice", help="an invoice that names them")
    parser.add_argument("born", type=day, metavar="DATE", help="the day they were born")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises what the verb raises."""
    done = record_birth_date(
        invoice=options.invoice, born_on=options.born, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    return Answer({"run": done.run, "name": done.name}, f"The date of birth of {done.name} is recorded.")
