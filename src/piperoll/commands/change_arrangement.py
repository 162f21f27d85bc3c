"""Change an arrangement: what is still open of it is planned afresh; the old one ends, with the reason.

change-arrangement 12 --every monthly --amount 10.00 --first 2027-02-01 --why "Hours cut at work"
"""

from __future__ import annotations

import argparse

from piperoll.arrangements.change_arrangement import change_arrangement
from piperoll.commands.agree_arrangement import answer, ask_for_a_plan, plan_of
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("arrangement", type=int, metavar="ARRANGEMENT", help="its number")
    ask_for_a_plan(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Change it. Raises whatever the verb refuses."""
    done = change_arrangement(
        arrangement=options.arrangement, plan=plan_of(options), why=options.why, on=options.on, at=now(), by=options.by
    )
    return answer(done)
