"""Say which income account earns interest, fixed sums or costs of paying late, where none does.

A council set up before Piperoll charged them has none: add an income code, then give it what it is to earn.

give-late-account interest LATE1
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.interest.give_late_account import give_late_account
from piperoll.interest.rules import KINDS

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("kind", choices=list(KINDS), help="what it earns")
    parser.add_argument("code", help="the income code")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Give it. Raises NoSuchIncomeCode, AccountServesAlready, EarnedByAnother, EarnedElsewhere."""
    done = give_late_account(kind=options.kind, code=options.code, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{KINDS[done.kind]} for paying late: earned in {done.code}.")
