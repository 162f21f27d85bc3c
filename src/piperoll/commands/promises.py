"""Show promises to pay: those that wait first, then the newest; what came of each, and whether it was kept."""

from __future__ import annotations

import argparse

from piperoll.arrangements.promising import listed
from piperoll.arrangements.rules import PROMISES
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import every_hidden

GROUP = "Arrangements"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--state", default="", choices=["", *PROMISES], metavar="STATE", help="only those that stand so"
    )


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_arrangements")
    on = today()
    hidden = every_hidden(on=on, by=options.by)
    rows = [row._asdict() for row in listed(on, state=options.state, most=MOST)]
    for row in rows:
        if row["reference"] in hidden:
            row |= {"reference": "Restricted record", "name": "", "promised_by": "", "note": ""}
    shown = [
        (str(row["id"]), row["reference"], pounds(row["pence"]), f"by {row['by_on']:%d %b %Y}", PROMISES[row["state"]],
         f"{pounds(row['came_pence'])} came")
        for row in rows
    ]  # fmt: skip
    return Answer({"promises": rows}, columns(shown) or "No promise stands.")
