"""Record that an arrangement was looked at: whether it still fits, and when to look next."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.review_arrangement import review_arrangement
from piperoll.arrangements.rules import reference_of
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("arrangement", type=int, metavar="ARRANGEMENT", help="its number")
    parser.add_argument("--found", required=True, help="what you found, in a few words")
    parser.add_argument(
        "--next", dest="next_on", type=day, metavar="DATE", help="when to look next; the council's figure unless told"
    )
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchArrangement, EndedAlready, NextLookTooEarly."""
    done = review_arrangement(
        arrangement=options.arrangement, found=options.found, next_on=options.next_on, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{reference_of(done.arrangement)} is looked at next on {done.next_on:%-d %B %Y}.")
