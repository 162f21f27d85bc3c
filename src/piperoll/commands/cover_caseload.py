"""Have somebody see to an officer's accounts while they are away, between two days; no account changes hands.

cover-caseload cass.collections olive.officer --from 2026-12-21 --until 2027-01-04 --reason "Annual leave"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.cover_caseload import cover_caseload
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("away", metavar="USERNAME", help="who is away")
    parser.add_argument("owner", metavar="OWNER", help="who covers: a username or a team’s code")
    parser.add_argument("--from", dest="valid_from", type=day, required=True, metavar="DATE", help="the first day")
    parser.add_argument("--until", type=day, required=True, metavar="DATE", help="the last day")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why they are away")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Arrange it. Raises whatever the verb refuses."""
    done = cover_caseload(
        away=options.away, owner=options.owner, valid_from=options.valid_from, valid_to=options.until,
        reason=options.reason, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    days = f"from {day_in_words(done.valid_from)} to {day_in_words(done.valid_to)}"
    return Answer(asdict(done), f"Cover {done.cover}: {done.covered_by} sees to what is {done.away}’s, {days}.")
