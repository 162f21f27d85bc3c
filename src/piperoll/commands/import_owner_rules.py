"""Say who looks after what from a CSV (samples/anytown/owners.csv is one).

Its columns: owner, valid_from, authority; and if you like service, track, customer_kind, from_sum, source. An owner
is a team's code or an officer's username. Lines that cannot be taken are written beside the file, each with its reason.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.raise_invoices import rejected_csv
from piperoll.cases.import_owner_rules import import_owner_rules
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.commands.rejected_files import place_for, written

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the CSV of rules")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Import them. Raises FileUnreadable, NotATable, AlreadyTakenIn."""
    file = readable(options.file)
    done = import_owner_rules(file=file, on=options.on, at=now(), by=options.by)
    said = f"Run {done.run}: {done.begun:,} of {count(done.lines, 'rule')} begun, {done.rejected:,} could not be taken."
    if done.rejected:
        where, _ = written(place_for(file, done.run, None), rejected_csv(done.run), done.run)
        said += "\n" + where
    return Answer(asdict(done), said, 0 if done.begun else 1)
