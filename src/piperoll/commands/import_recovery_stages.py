"""Begin a whole recovery policy from a CSV (samples/anytown/recovery.csv is one).

Its columns: track, stage, days, valid_from, authority; and if you like wait_days, channel, minimum, next_step, source.
Lines that cannot be taken are written beside the file, each with its reason.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.raise_invoices import rejected_csv
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.commands.rejected_files import place_for, written
from piperoll.recovery.import_recovery_stages import import_recovery_stages

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the CSV of stages")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Import them. Raises FileUnreadable, NotATable, AlreadyTakenIn."""
    file = readable(options.file)
    done = import_recovery_stages(file=file, on=options.on, at=now(), by=options.by)
    said = (
        f"Run {done.run}: {done.begun:,} of {count(done.lines, 'stage')} begun, {done.rejected:,} could not be taken."
    )
    if done.rejected:
        where, _ = written(place_for(file, done.run, None), rejected_csv(done.run), done.run)
        said += "\n" + where
    return Answer(asdict(done), said, 0 if done.begun else 1)
