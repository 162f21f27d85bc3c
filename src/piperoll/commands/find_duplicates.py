"""Look for the same customer twice among all there are; the likely pairs then wait for a person to look.

What was said of a pair before (the same, different, later) is remembered.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, memory, now
from piperoll.customers.find_duplicates import find_duplicates

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--memory", type=memory, default="", metavar="SIZE", help="use no more than this, like 2GB")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Look. Raises DuplicatesNotInstalled, StillWorking."""
    found = find_duplicates(on=options.on, at=now(), by=options.by, memory=options.memory)
    said = (
        f"Of {found.customers:,} customers {found.pairs:,} pairs are likely one; {found.waiting:,} wait for somebody "
        f"to look (run {found.run})."
    )
    return Answer(asdict(found), said)
