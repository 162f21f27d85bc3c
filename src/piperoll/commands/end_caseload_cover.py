"""End a cover: whoever was away has their own list again from today. Its number stands in  ./piperoll owned-debts"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.end_caseload_cover import end_caseload_cover
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cover", type=int, metavar="NUMBER", help="the cover’s number")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it ends")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchCaseloadCover, CoverIsOver."""
    done = end_caseload_cover(cover=options.cover, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.away} has their own list again.")
