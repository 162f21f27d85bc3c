"""Release a hold before its day, with the reason."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.safeguards.release_hold import release_hold
from piperoll.safeguards.rules import HOLDS

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("hold", type=int, help="the hold's number, from `safeguards`")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it is released")
    ask_for_the_day(parser, "the first day it no longer holds")


def run(options: argparse.Namespace) -> Answer:
    """Release it. Raises WordsMissing, NoSuchHold, HoldOver."""
    released = release_hold(hold=options.hold, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(released), f"Hold {released.hold} ({HOLDS[released.kind].lower()}) is released.")
