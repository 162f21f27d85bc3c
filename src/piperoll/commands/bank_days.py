"""Each bank account against its statements on a day; with an account, what was expected there and has not come.

The exit code is 1 while an account differs from its bank.
"""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, today
from piperoll.foundations.money import pounds
from piperoll.reconciliation import bank_days

GROUP = "Reconciliation"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--on", type=day, default=today(), metavar="DATE", help="the end of this day (else today)")
    parser.add_argument("--account", metavar="CODE", help="list what has not come at this account")


def run(options: argparse.Namespace) -> Answer:
    """Show them."""
    found = bank_days.positions(options.on, code=options.account)
    differs = any(row.ledger_pence != row.bank_pence for row in found)
    rows = [("account", "bank", "ledger", "difference", "has not come", "not explained")]
    rows += [
        (row.code, pounds(row.bank_pence), pounds(row.ledger_pence), pounds(row.ledger_pence - row.bank_pence),
         f"{pounds(row.outstanding_pence)} ({row.late} late)", pounds(row.unexplained_pence))
        for row in found
    ]  # fmt: skip
    items = bank_days.outstanding(options.on, code=options.account) if options.account else []
    listed = [
        (
            str(row.id),
            f"{row.expected_on}",
            pounds(row.amount_pence),
            row.what,
            row.owner or "nobody’s",
            row.words or "",
        )
        for row in items
    ]
    said = columns(rows, indent=0) + (f"\n\n{columns(listed, indent=0)}" if listed else "")
    facts = {"accounts": [row._asdict() for row in found], "outstanding": [row._asdict() for row in items]}
    return Answer({"on": options.on, **facts}, said, 1 if differs else 0)
