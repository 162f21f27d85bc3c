"""Add a school term's dates, by which termly schedules are billed."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.add_term import add_term
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", help='like "Spring 2027"')
    parser.add_argument("starts_on", type=day, help="its first day")
    parser.add_argument("ends_on", type=day, help="its last day")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Add it. Raises TermBackwards, TermsOverlap."""
    done = add_term(
        name=options.name, starts_on=options.starts_on, ends_on=options.ends_on, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{done.name}: {day_in_words(done.starts_on)} to {day_in_words(done.ends_on)}.")
