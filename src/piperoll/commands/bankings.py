"""What was paid in, the newest first, and whether the bank has shown it; with a number, what is in one banking.

Besides: what each method holds that the bank has not shown, tills not counted yet, and differences that wait.
"""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day_in_words
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.takings import queries

GROUP = "Money in"
NEEDS_ACTOR = True


class NoSuchBanking(Refused):
    """There is no banking {banking}. See them with  ./piperoll bankings"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("banking", type=int, nargs="?", help="one banking's number")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted, NoSuchBanking."""
    options.by.must("see_receipts")
    if options.banking is None:
        found, holding = queries.bankings()[0], queries.holding()
        rows = [_banking(row) for row in found]
        waiting, tills = queries.cash_ups(), queries.tills()
        counts = [
            (f"Cash-up {row.id}", row.till, pounds(row.difference_pence), f"counted by {row.counted_by}: {row.reason}")
            for row in waiting
        ]
        uncounted = [(row.till, row.code, pounds(row.pence), f"since {day_in_words(row.since)}") for row in tills]
        held = [(row.name, pounds(row.pence)) for row in holding if row.pence]
        said = columns(rows) if rows else "Nothing was paid in yet."
        said += f"\nNot yet shown by the bank:\n{columns(held)}" if held else ""
        said += f"\nIn tills, not counted yet:\n{columns(uncounted)}" if uncounted else ""
        said += f"\nDifferences that wait for somebody else:\n{columns(counts)}" if counts else ""
        told = {"bankings": found, "holding": holding, "cash_ups": waiting, "tills": tills}
        return Answer({name: [row._asdict() for row in rows] for name, rows in told.items()}, said)
    one = queries.banking(options.banking)
    if one is None:
        raise NoSuchBanking(banking=options.banking)
    inside = queries.contents(options.banking)
    takings = [
        (str(row.receipt_id), row.number, row.payer_name or "", pounds(row.amount_pence), row.customer or row.state)
        for row in inside
    ]
    head = f"Slip {one.slip}, {day_in_words(one.banked_on)}: {pounds(one.amount_pence)} into {one.code}, {_shown(one)}."
    return Answer(one._asdict() | {"takings": [row._asdict() for row in inside]}, f"{head}\n{columns(takings)}")


def _banking(row: Any) -> tuple[str, ...]:
    return str(row.id), row.method, row.slip, day_in_words(row.banked_on), pounds(row.amount_pence), _shown(row)


def _shown(row: Any) -> str:
    return f"shown by the bank on {day_in_words(row.shown_on)}" if row.shown_on else "not yet shown by the bank"
