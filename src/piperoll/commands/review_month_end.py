"""Sign a month-end reconciliation that somebody else prepared, or send it back with a reason."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.reconciliation.review_month_end import review_month_end

GROUP = "Reconciliation"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("month_end", type=int, metavar="NUMBER", help="the reconciliation's number")
    parser.add_argument("--send-back", default="", metavar="REASON", help="do not sign: it is to be prepared afresh")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Review it. Raises NoSuchMonthEnd, OwnMonthEnd, ReviewedAlready."""
    done = review_month_end(
        month_end=options.month_end, send_back=options.send_back, on=options.on, at=now(), by=options.by
    )
    said = "is signed" if done.what == "signed" else "went back to be prepared afresh"
    return Answer(asdict(done), f"Reconciliation {done.month_end} {said}.")
