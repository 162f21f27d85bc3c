"""What came in between two days (today unless told), by method of payment and by whose it is now."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day, day_in_words, today
from piperoll.foundations.money import pounds
from piperoll.reporting.methods_of_payment import methods_of_payment

GROUP = "Reports"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("since", type=day, nargs="?", help="the first day, like 2026-11-01")
    parser.add_argument("until", type=day, nargs="?", help="the last day; the first again unless told")


def run(options: argparse.Namespace) -> Answer:
    """Work it out. Raises NotPermitted, PeriodBackwards."""
    options.by.must("see_reports")
    since = options.since or today()
    told = methods_of_payment(since=since, until=options.until or since)
    rows = [(cell.method, cell.owner, f"{cell.receipts:,}", pounds(cell.pence)) for cell in told.cells]
    said = f"{day_in_words(told.since)} to {day_in_words(told.until)}: {pounds(told.pence)} came in."
    return Answer(asdict(told) | {"pence": told.pence}, f"{said}\n{columns(rows)}" if rows else said)
