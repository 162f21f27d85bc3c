"""Take in a report from Bacs, whatever it is: unpaid debits, changed instructions, claims, what became of a file.

What it is about is told by its content. Advices that fit nothing of ours wait as exceptions; the rest is done.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.bacs.apply_bacs_report import apply_bacs_report
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now, readable
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("report", type=Path, help="the XML file from Bacs")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Apply it. Raises AlreadyTakenIn, AnotherServiceUser, FileMalformed, TotalsDisagree…"""
    done = apply_bacs_report(file=readable(options.report), on=options.on, at=now(), by=options.by)
    told = columns(
        [
            ("advices", f"{done.advices:,}"),
            ("known before", f"{done.known_before:,}"),
            ("applied", f"{done.applied:,}"),
            ("exceptions", f"{done.exceptions:,}"),
            ("taken back", pounds(done.pence_back)),
        ]
    )
    return Answer(asdict(done), f"Run {done.run}: {done.report} report {done.number}\n{told}")
