"""Open a signed month-end reconciliation again, with a reason, so that it is prepared afresh."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.reconciliation.reopen_month_end import reopen_month_end

GROUP = "Reconciliation"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("month_end", type=int, metavar="NUMBER", help="the reconciliation's number")
    parser.add_argument("--reason", required=True, help="why it does not stand")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Open it. Raises NoSuchMonthEnd, NotSigned, ReopeningSaysWhy."""
    done = reopen_month_end(month_end=options.month_end, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Reconciliation {done.month_end} is open again: prepare it afresh.")
