"""Add a service: a department that may send us charges."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.council.add_service import add_service

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="as feeder files will name it, like MUSIC")
    parser.add_argument("name", help="as people call it")
    parser.add_argument("--email", default="", help="who to write to about its charges")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Add it. Raises BadCode, NameMissing, CodeTaken."""
    done = add_service(
        code=options.code, name=options.name, email=options.email, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"{done.name} may send charges as {done.code}.")
