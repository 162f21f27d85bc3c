"""Credit and payments moved from one account to another, the newest first."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden
from piperoll.transfers import finding
from piperoll.transfers.rules import REASONS, reference_of

GROUP = "Money in"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing."""


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_receipts")
    hidden = every_hidden(on=today(), by=options.by)
    credits = [row._asdict() for row in finding.listed(most=MOST)]
    payments = [row._asdict() for row in finding.moved_payments(most=MOST)]
    for row in (*credits, *payments):
        for side in ("from", "to"):
            if row[f"{side}_reference"] in hidden:
                row[f"{side}_name"] = NOT_NAMED
    rows = [
        (reference_of(row["id"]), pounds(row["amount_pence"]), row["from_reference"], row["to_reference"],
         REASONS[row["reason"]] + (" (undone)" if row["ended_on"] else ""))
        for row in credits
    ]  # fmt: skip
    rows += [
        (row["reference"], pounds(row["amount_pence"]), row["from_reference"], row["to_reference"],
         REASONS[row["reason"]])
        for row in payments
    ]  # fmt: skip
    return Answer({"transfers": credits, "payments": payments}, columns(rows) if rows else "Nothing was moved.")
