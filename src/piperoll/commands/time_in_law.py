"""List open debts that may not be sued for any more in 12 months (or 6, or 3), or already, the first to end first"""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, today
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden
from piperoll.write_offs import limitation

GROUP = "Recovery"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--months", type=int, choices=list(limitation.WITHIN), default=12, help="how far ahead")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_recovery")
    hidden = every_hidden(on=today(), by=options.by)
    rows = [row._asdict() for row in limitation.running_out(options.on, months=options.months, most=MOST)]
    for row in rows:
        if row["customer_reference"] in hidden:
            row |= {"customer_reference": NOT_NAMED, "name": "", "reference": ""}
    told = columns(
        [
            (
                f"{row['last_day']:%-d %b %Y}", "over" if not row["within"] else f"within {row['within']} months",
                row["customer_reference"], row["reference"], pounds(row["open_pence"]),
            )
            for row in rows
        ]
    )  # fmt: skip
    return Answer({"debts": rows, "counts": limitation.counts(options.on)._asdict()}, told or "There are none.")
