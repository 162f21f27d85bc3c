"""End a cover: whoever was away decides for themselves again from today."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.end_cover import end_cover
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cover", type=int, help="its number, from when it was arranged or the page Cover")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchCover, CoverIsOver."""
    done = end_cover(cover=options.cover, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.deputy} no longer decides for {done.user}.")
