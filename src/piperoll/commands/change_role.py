"""Give a member of staff another role."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.change_role import change_role
from piperoll.authority.rules import ROLES
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Councils and people"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("username", help="whose role")
    parser.add_argument("role", choices=list(ROLES), help="what they may do from now on")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Change it. Raises NobodyCalled, NotYourself, LastAdministrator."""
    changed = change_role(username=options.username, role=options.role, on=options.on, at=now(), by=options.by)
    return Answer(asdict(changed), f"{changed.name} was {ROLES[changed.was].name}, is now {ROLES[changed.role].name}.")
