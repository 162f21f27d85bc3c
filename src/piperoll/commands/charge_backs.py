"""List the debts that were charged back to services, the newest first, and how much each service bears."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, today
from piperoll.disputes import queries
from piperoll.disputes.rules import reference_of
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden

GROUP = "Disputes"
NEEDS_ACTOR = True
MOST = 10_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--since", type=day, metavar="DATE", help="charged back on this day or after")
    parser.add_argument("--until", type=day, metavar="DATE", help="on this day or before")


def run(options: argparse.Namespace) -> Answer:
    """List them. Raises NotPermitted."""
    options.by.must("see_disputes")
    days = {"since": options.since, "until": options.until}
    hidden = every_hidden(on=today(), by=options.by)
    rows = [row._asdict() for row in queries.charge_backs(options.by, **days, most=MOST)]
    for row in rows:
        if row["reference"] in hidden:
            row |= {"reference": NOT_NAMED, "name": "", "invoice": "", "why": ""}
    totals = [row._asdict() for row in queries.charged_back(options.by, **days)]
    told = [
        (
            row["charged_on"], reference_of(row["dispute_id"]), row["service"], pounds(row["pence"]),
            row["credit_note"], row["reference"], f"{row['asked_by']}, {row['decided_by']}",
        )
        for row in rows
    ]  # fmt: skip
    borne = [(row["service"], f"{row['many']:,}", pounds(row["pence"])) for row in totals]
    said = "\n\n".join([columns(borne), columns(told)]) if rows else "None was charged back."
    return Answer({"services": totals, "charge_backs": rows}, said)
