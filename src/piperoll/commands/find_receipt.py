"""Find any receipt, across years: by words of its payer, narrative or references, by its sum, between two days.

find-receipt turvey legacy
find-receipt --amount 312.40 --since 2025-01-01
"""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, day_in_words, pence
from piperoll.foundations.money import pounds
from piperoll.receipting.finding import FOUND_AT_MOST, find

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("words", nargs="*", help="words, each of them the beginning of one")
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="just that sum, in or out")
    parser.add_argument("--since", type=day, metavar="DATE", help="the first day")
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day")


def run(options: argparse.Namespace) -> Answer:
    """Find them. Raises NotPermitted."""
    options.by.must("see_receipts")
    found = find(words=" ".join(options.words), pence=options.amount, since=options.since, until=options.until)
    rows = [
        (
            str(row.id),
            day_in_words(row.received_on),
            pounds(row.amount_pence),
            row.code,
            row.payer_name or "",
            row.state,
        )
        for row in found.receipts
    ]
    said = columns(rows) if rows else "No receipt is like that."
    said += f"\nMore than {FOUND_AT_MOST}: ask for more words, a sum or days." if found.more else ""
    return Answer({"receipts": [row._asdict() for row in found.receipts], "more": found.more}, said)
