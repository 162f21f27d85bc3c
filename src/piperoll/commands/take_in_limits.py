"""Take in a council's whole matrix of limits from a file, when it has none yet (samples/anytown/limits.json is one)."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.authority.take_in_limits import take_in_limits
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, readable

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the file of limits")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it in. Raises LimitsStand, NotAFileOfLimits and whatever a limit refuses."""
    done = take_in_limits(file=readable(options.file), on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.limits} limits taken in.")
