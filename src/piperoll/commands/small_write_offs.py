"""Small-balance runs, the newest first; with a number, every debt of one, and why what is left out is left out."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden
from piperoll.write_offs import small

GROUP = "Write-offs"
NEEDS_ACTOR = True
MOST = 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("small_run", type=int, nargs="?", help="its number: 3 for SMALL-3")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NoSuchSmallRun."""
    options.by.must("see_write_offs")
    if options.small_run is None:
        runs = [row._asdict() for row in small.listed(most=200)]
        rows = [
            (small.reference_of(row["id"]), f"{row['proposed_on']:%d %b %Y}", row["service_name"], f"{row['many']:,}",
             pounds(row["pence"]), row["state"] or "proposed")
            for row in runs
        ]  # fmt: skip
        return Answer({"small_runs": runs}, columns(rows) if rows else "None was proposed.")
    found = small.numbered(options.small_run)
    hidden = every_hidden(on=today(), by=options.by)
    debits = [row._asdict() for row in small.debits(found.pk, most=MOST)]
    for row in debits:
        if row["reference"] in hidden:
            row |= {"reference": NOT_NAMED, "name": "", "invoice": ""}
    lines = [(row["reference"], row["invoice"], pounds(row["pence"]), row["why_not"]) for row in debits]
    return Answer({"small_run": found.pk, "debits": debits}, columns(lines))
