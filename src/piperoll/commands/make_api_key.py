"""Make a key by which another system may act for a member of staff, until a day. The key is shown once only."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.make_api_key import make_api_key
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Councils and people"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("username", help="whom the system acts for: it may do what they may")
    parser.add_argument("--name", required=True, help="which system it is for")
    parser.add_argument(
        "--until", type=day, required=True, metavar="DATE", help="the key's last day, at most a year on"
    )
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Make it. Raises NobodyCalled, NobodyToActFor, NoKeyName, BadKeyEnd."""
    made = make_api_key(
        username=options.username, name=options.name, valid_to=options.until, on=options.on, at=now(), by=options.by
    )
    said = f"Key {made.key} acts for {made.username} until {day_in_words(made.valid_to)}. It is shown this once:"
    return Answer(asdict(made), f"{said}\n  {made.secret}")
