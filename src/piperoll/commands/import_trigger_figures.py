"""Take in the trigger figures of flexible costs from a CSV, from a day on. None come with Piperoll.

Its columns, in pounds a month: group (communications, food, personal), single, extra_adult, under_14, from_14,
valid_from, authority; and if you like vehicle, source. Lines that cannot be taken are written beside the file, each
with its reason.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.arrangements.import_trigger_figures import import_trigger_figures
from piperoll.billing.raise_invoices import rejected_csv
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.commands.rejected_files import place_for, written

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the CSV of figures")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take them in. Raises FileUnreadable, NotATable, AlreadyTakenIn."""
    file = readable(options.file)
    done = import_trigger_figures(file=file, on=options.on, at=now(), by=options.by)
    said = (
        f"Run {done.run}: {done.begun:,} of {count(done.lines, 'figure')} begun, {done.rejected:,} could not be taken."
    )
    if done.rejected:
        where, _ = written(place_for(file, done.run, None), rejected_csv(done.run), done.run)
        said += "\n" + where
    return Answer(asdict(done), said, 0 if done.begun else 1)
