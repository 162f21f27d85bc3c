"""Ask that a list of small balances be written off, just as it was proposed; somebody else decides."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.write_offs.request_small_write_offs import request_small_write_offs

GROUP = "Write-offs"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("small_run", type=int, help="its number: 3 for SMALL-3")
    parser.add_argument("--why", default="", help="why, if it is more than that they are small")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NoSuchSmallRun, AskedForAlready, NothingInIt, NoLimitCovers."""
    done = request_small_write_offs(
        small_run=options.small_run, why=options.why, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    said = (
        f"Request {done.request}: {count(done.many, 'debt')}, {pounds(done.pence)} in all, for somebody else to decide."
    )
    return Answer(asdict(done), said)
