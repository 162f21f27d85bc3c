"""Somebody stops acting for a customer, from a day on, with the reason."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.safeguards.end_representative import end_representative

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("representative", type=int, help="their number, from `safeguards`")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why they stop")
    ask_for_the_day(parser, "the first day they act no longer")


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises WordsMissing, NoSuchRepresentative, StoppedAlready."""
    ended = end_representative(
        representative=options.representative, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(ended), f"{ended.name} no longer acts for them.")
