"""End a system's key: it opens nothing any more."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.end_api_key import end_api_key
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Councils and people"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("key", type=int, help="the key's number, from its user's page")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchKey, KeyEndedAlready."""
    ended = end_api_key(key=options.key, on=options.on, at=now(), by=options.by)
    return Answer(asdict(ended), f"Key {ended.key} ({ended.name}) has ended.")
