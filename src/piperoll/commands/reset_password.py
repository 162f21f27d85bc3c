"""Give a member of staff a password for once only, and unlock them."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.reset_password import reset_password
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Councils and people"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("username", help="whose password")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Reset it. Raises NobodyCalled, NotYourself."""
    done = reset_password(username=options.username, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"The password of {done.name}, for once only:\n  {done.temporary_password}")
