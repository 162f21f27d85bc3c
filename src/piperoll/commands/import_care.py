"""Take in the care people had week by week, from a CSV.

Its columns: customer_ref, package, week (its Monday), units, unit_cost, description.

A week told again replaces what was told before. Lines that cannot be taken are written beside the file with the reason.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.import_care import import_care
from piperoll.billing.raise_invoices import rejected_csv
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.commands.rejected_files import place_for, written

GROUP = "Care"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the CSV of weeks")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Import them. Raises FileUnreadable, NotATable, AlreadyTakenIn."""
    file = readable(options.file)
    done = import_care(file=file, on=options.on, at=now(), by=options.by)
    said = (
        f"Run {done.run}: {done.taken:,} of {count(done.lines, 'week')} taken, {done.known_before:,} known before, "
        f"{done.rejected:,} could not be taken."
    )
    if done.rejected:
        where, _ = written(place_for(file, done.run, None), rejected_csv(done.run), done.run)
        said += "\n" + where
    return Answer(asdict(done), said, 0 if done.taken or done.known_before else 1)
