"""Show every fund: its ledger account, how its money is known, from when, and if that is approved."""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.funds import queries

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_receipts")
    found = queries.funds()
    rows = [
        (
            row.code,
            row.name,
            row.ledger_code,
            "; ".join(row.patterns) or "no pattern",
            f"from {row.valid_from}",
            _state(row),
        )
        for row in found
    ]
    return Answer({"funds": [row._asdict() for row in found]}, columns(rows) if rows else "There are none yet.")


def _state(row: Any) -> str:
    if row.approved is None:
        return "waits to be approved"
    return "approved; a newer version waits" if row.waits else "approved"
