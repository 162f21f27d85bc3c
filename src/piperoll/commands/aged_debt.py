"""Who owes what and since when: debt by service and age, as at any day, by what was known at any moment.

aged-debt                           as it is now
aged-debt --as-at 2026-10-31        as it stood at the end of a day
aged-debt --csv FILE                by customer, as a file for a spreadsheet
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, count, day, day_in_words, moment, now, today
from piperoll.commands.rejected_files import must_be_free
from piperoll.foundations.money import plain_pounds
from piperoll.reporting.aged_debt import Aged, AgedDebt, aged_debt
from piperoll.reporting.aged_debt_csv import aged_debt_csv
from piperoll.reporting.rules import BANDS
from piperoll.safeguards.seeing import every_restricted


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--as-at", type=day, default=today(), metavar="DATE", help="the end of this day (else today)")
    parser.add_argument("--known-at", type=moment, metavar="MOMENT", help="by what was known then (else now)")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write it by customer, as a file for a spreadsheet")


def run(options: argparse.Namespace) -> Answer:
    """Show it. Raises FileInTheWay."""
    asked = {"as_at": options.as_at, "known_at": options.known_at or now()}
    if options.csv:
        must_be_free(options.csv)
        with options.csv.open("x", encoding="utf-8", newline="") as file:
            restricted = every_restricted(on=today())
            lines = sum(1 for line in aged_debt_csv(**asked, not_named=restricted) if file.write(line)) - 1
        return Answer(
            {"file": str(options.csv), "customers": lines}, f"{options.csv} holds {count(lines, 'customer')}."
        )
    report = aged_debt(**asked)
    return Answer(_facts(report), _text(report))


def _facts(report: AgedDebt) -> dict[str, object]:
    return asdict(report) | {"bands": [band.code for band in BANDS], "total": asdict(report.total)}


def _text(report: AgedDebt) -> str:
    heading = ["", *(band.code for band in BANDS), "total"]
    rows = [heading, *(_line(row) for row in (*report.services, report.total))]
    credit = f"Credit not used yet: £{plain_pounds(report.credit_pence)}, not taken off the above."
    return f"Aged debt as at {day_in_words(report.as_at)}, in pounds.\n{columns(rows)}\n{credit}"


def _line(row: Aged) -> list[str]:
    return [row.name, *(plain_pounds(pence) for pence in row.pence), plain_pounds(row.debt_pence)]
