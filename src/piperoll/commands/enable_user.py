"""Let a disabled member of staff sign in again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.enable_user import enable_user
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Councils and people"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("username", help="who")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Enable them. Raises NobodyCalled, AlreadyEnabled."""
    done = enable_user(username=options.username, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.name} may sign in again.")
