"""Make a team that looks after debts, or say who is in it from a day on: whoever is not named any more leaves it.

set-team CARE "Care debts" cass.collections olive.officer
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.set_team import set_team
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", metavar="CODE", help="the team’s code, like CARE")
    parser.add_argument("name", metavar="NAME", help="what it is called")
    parser.add_argument("members", nargs="+", metavar="USERNAME", help="everybody in it")
    ask_for_the_day(parser, "the day from which they are")


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises whatever the verb refuses."""
    done = set_team(
        code=options.code, name=options.name, members=options.members, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    moved = [f"{', '.join(names)} {verb}" for names, verb in ((done.joined, "joined"), (done.left, "left")) if names]
    return Answer(asdict(done), f"Team {done.name}: {'; '.join(moved) or 'the same people as before'}.")
