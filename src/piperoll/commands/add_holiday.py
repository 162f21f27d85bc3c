"""Add a day on which banks will not work."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.council.add_holiday import add_holiday

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("day", type=day, help="the holiday, like 2027-05-10")
    parser.add_argument("name", help="what it is called")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Add it. Raises NameMissing, NoWorkingDay, KnownHoliday."""
    done = add_holiday(day=options.day, name=options.name, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{day_in_words(done.day)} is a holiday: {done.name}.")
