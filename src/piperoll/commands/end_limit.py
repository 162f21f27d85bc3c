"""End a limit after a day; what was decided under it stays decided. Its number stands in  ./piperoll limits"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.end_limit import end_limit
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("limit", type=int, help="its number")
    parser.add_argument("--last-day", type=day, required=True, metavar="DATE", help="the last day it holds")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchLimit, EndedAlready, EndsTooEarly."""
    done = end_limit(limit=options.limit, last_day=options.last_day, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.act}, {done.reach}: holds to {day_in_words(done.last_day)}.")
