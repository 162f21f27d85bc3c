"""Show where a customer's account stands on its ladder: the next step and why, and what of each bill is chased."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words
from piperoll.commands.restricted import to_see
from piperoll.foundations.money import pounds
from piperoll.recovery.ladder import standing
from piperoll.recovery.rules import TRACKS, WHY

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    ask_for_the_day(parser, "the day to ask about")


def run(options: argparse.Namespace) -> Answer:
    """Say it. Raises NoSuchCustomer."""
    options.by.must("see_customers")
    customer = to_see(options)
    found = standing(options.on, customer.pk)
    data = {
        "customer": customer.reference, "standing": found.row._asdict() if found.row else None,
        "items": [item._asdict() for item in found.items],
    }  # fmt: skip
    if found.row is None:
        return Answer(data, f"Nothing is overdue on {day_in_words(options.on)}.")
    rows = [
        (item.reference, day_in_words(item.counts_from), pounds(item.open_pence), pounds(item.chased_pence))
        for item in found.items
    ]
    track = f" ({TRACKS[found.row.track].lower()})" if found.row.track else ""
    said = f"{WHY[found.row.why]}{track}. {found.row.reason}"
    return Answer(data, "\n".join([said, columns([("", "due", "open", "chased"), *rows])]))
