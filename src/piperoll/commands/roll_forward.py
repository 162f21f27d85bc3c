"""The debit control between two days: opening + billed − credited − received + returned + refunded = closing.

roll-forward 2026-10-01 2026-10-31                                by service, against the ledger
roll-forward 2026-10-01 2026-10-31 --figure received --csv FILE   the rows behind a figure
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, count, day, day_in_words, moment, now
from piperoll.commands.rejected_files import must_be_free
from piperoll.foundations.money import plain_pounds
from piperoll.reconciliation.roll_forward import MOVEMENTS, STANDINGS, RollForward, in_parts, roll_forward
from piperoll.reconciliation.roll_forward_csv import figure_csv, roll_forward_csv

GROUP = "Reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("since", type=day, help="the first day, like 2026-10-01")
    parser.add_argument("until", type=day, help="the last day")
    parser.add_argument("--known-at", type=moment, metavar="MOMENT", help="by what was known then (else now)")
    parser.add_argument("--figure", choices=[*STANDINGS, *(m.code for m in MOVEMENTS)], help="the rows behind a figure")
    parser.add_argument("--service", metavar="CODE", help="that figure of one service ('' for none; else of all)")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write it as a file for a spreadsheet")


def run(options: argparse.Namespace) -> Answer:
    """Show it; exits 1 when the ledger says otherwise. Raises DaysBackwards, NoSuchFigure, FileInTheWay."""
    known_at = options.known_at or now()
    if options.csv:
        must_be_free(options.csv)
    if options.figure:
        return _figure(options, known_at)
    told = roll_forward(since=options.since, until=options.until, known_at=known_at)
    if options.csv:
        options.csv.write_text("".join(roll_forward_csv(told)), encoding="utf-8", newline="")
    facts = asdict(told) | {"total": asdict(told.total), "agrees": told.agrees}
    return Answer(facts, _text(told), 0 if told.agrees else 1)


def _figure(options: argparse.Namespace, known_at: datetime) -> Answer:
    rows = in_parts(
        figure=options.figure, since=options.since, until=options.until, known_at=known_at, service=options.service
    )
    if options.csv:
        with options.csv.open("x", encoding="utf-8", newline="") as file:
            lines = sum(1 for line in figure_csv(rows) if file.write(line) >= 0) - 1
        return Answer({"file": str(options.csv), "rows": lines}, f"{options.csv} holds {count(lines, 'row')}.")
    found = list(rows)
    said = [(row.effective_on, row.kind, row.reference, row.used_for, plain_pounds(row.amount_pence)) for row in found]
    total = sum(row.amount_pence for row in found)
    text = columns([*said, ("", "", "", "in all", plain_pounds(total))])
    return Answer({"rows": [row._asdict() for row in found], "pence": total}, text)


def _text(told: RollForward) -> str:
    heading = ["", "opening", *(movement.name.lower() for movement in MOVEMENTS), "closing"]
    rows = [
        [
            row.name, plain_pounds(row.opening_pence),
            *(plain_pounds(row.moved.get(movement.code, 0)) for movement in MOVEMENTS), plain_pounds(row.closing_pence),
        ]
        for row in (*told.lines, told.total)
    ]  # fmt: skip
    ledger = [
        "Ledger", plain_pounds(told.ledger_opening_pence), *("" for _ in MOVEMENTS),
        plain_pounds(told.ledger_closing_pence),
    ]  # fmt: skip
    verdict = "The ledger agrees to the penny." if told.agrees else "The ledger does NOT agree."
    days = f"{day_in_words(told.since)} to {day_in_words(told.until)}, in pounds."
    return f"{days}\n{columns([heading, *rows, ledger])}\n{verdict}"
