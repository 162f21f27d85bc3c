"""How files of payments are laid out: every profile, and if it is approved; with --first NAME, one to start from."""

from __future__ import annotations

import argparse
import json

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.formats.payment_layouts import FIRST
from piperoll.takings import queries

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--first", choices=list(FIRST), help="print a layout that comes with Piperoll, as JSON")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_receipts")
    if options.first:
        told = FIRST[options.first].told()
        return Answer(told, json.dumps(told, indent=2))
    found = queries.file_profiles()
    rows = [
        (row.code, row.name, row.method, row.account, row.bank_words, _state(row.approved, row.waits)) for row in found
    ]
    return Answer({"profiles": [row._asdict() for row in found]}, columns(rows) if rows else "There are none yet.")


def _state(approved: int | None, waits: bool) -> str:
    if approved is None:
        return "waits to be approved"
    return "approved; a newer version waits" if waits else "approved"
