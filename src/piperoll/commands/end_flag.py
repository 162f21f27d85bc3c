"""End a flag from a day on, with the reason; what it meant until then stays on record."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.safeguards.end_flag import end_flag
from piperoll.safeguards.rules import FLAGS

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("flag", type=int, help="the flag's number, from `safeguards`")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it ends")
    ask_for_the_day(parser, "the first day it no longer holds")


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises WordsMissing, NoSuchFlagRaised, FlagEndedAlready."""
    ended = end_flag(flag=options.flag, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(ended), f"Flag {ended.flag} ({FLAGS[ended.kind].lower()}) is ended.")
