"""Show the files that told other ledgers what was taken for them, and what they answered; --chase those that wait."""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.foundations.money import pounds
from piperoll.interfaces import queries

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("fund", nargs="?", help="a fund's code; every fund's unless told")
    parser.add_argument("--chase", action="store_true", help="only those late to be answered, or that differ")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_receipts")
    found = queries.chased(today()) if options.chase else queries.files(options.fund and options.fund.upper())
    rows = [
        (
            row.fund_id,
            str(row.sequence),
            f"{row.made_on}",
            f"{row.line_count:,}",
            pounds(row.amount_pence),
            _answer(row),
        )
        for row in found
    ]
    return Answer({"files": [row._asdict() for row in found]}, columns(rows) if rows else "There are none.")


def _answer(row: Any) -> str:
    if row.agrees is None:
        return "not answered yet"
    return "agreed" if row.agrees else f"differs by {pounds(row.difference_pence)}: {row.note}"
