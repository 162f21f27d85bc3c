"""How payers' lists look: every layout, and if it is approved; with --first NAME, one to start from; with --lines FILE,
the lines of a text or PDF as layouts see them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, readable
from piperoll.formats.remittance_layouts import FIRST
from piperoll.receipting.remittance_profiles import lines_of, remittance_profiles

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--first", choices=list(FIRST), help="print a layout that comes with Piperoll, as JSON")
    parser.add_argument("--lines", type=Path, metavar="FILE", help="print the lines of a text or PDF")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted, FileUnreadable, NotATable."""
    options.by.must("see_receipts")
    if options.first:
        told = FIRST[options.first].told()
        return Answer(told, json.dumps(told, indent=2))
    if options.lines:
        lines = lines_of(readable(options.lines).read_bytes(), options.lines.name)
        return Answer({"lines": lines}, "\n".join(lines))
    found = remittance_profiles()
    rows = [(row.code, row.payer, _state(row.approved, row.waits)) for row in found]
    return Answer({"profiles": [row._asdict() for row in found]}, columns(rows) if rows else "There are none yet.")


def _state(approved: int | None, waits: bool) -> str:
    if approved is None:
        return "waits to be approved"
    return "approved; a newer version waits" if waits else "approved"
