"""Direct Debit over twelve months: what share of what fell due it paid, and how many collections came back, and why.

direct-debit-figures                 by service, and by month
direct-debit-figures --csv FILE      a line a month and service, for a spreadsheet
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, day_in_words
from piperoll.commands.rejected_files import must_be_free
from piperoll.foundations.money import pounds
from piperoll.reporting.direct_debit_figures import (
    EVERY,
    DirectDebitFigures,
    TakeUp,
    as_csv,
    direct_debit_figures,
    percent,
)

GROUP = "Reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write it as a file for a spreadsheet")
    ask_for_the_day(parser, "the last day counted")


def run(options: argparse.Namespace) -> Answer:
    """Work it out. Raises FileInTheWay."""
    found = direct_debit_figures(on=options.on)
    if options.csv:
        must_be_free(options.csv)
        with options.csv.open("x", encoding="utf-8", newline="") as file:
            lines = sum(1 for line in as_csv(found) if file.write(line)) - 1
        return Answer({"file": str(options.csv), "lines": lines}, f"{options.csv} holds {count(lines, 'line')}.")
    return Answer(_facts(found), _text(found))


def _facts(found: DirectDebitFigures) -> dict[str, object]:
    return {
        "on": found.on,
        "months": [
            {"month": f"{month:%Y-%m}", **asdict(found.taken_up(month)), **asdict(found.asked_in(month))}
            for month in found.months
        ],
        "services": [
            {"service": code, "name": name, **asdict(found.year[code])} for code, name in found.services.items()
        ],
        "reasons": [
            asdict(one) | {"by_month": {f"{month:%Y-%m}": many for month, many in one.by_month.items()}}
            for one in found.reasons
        ],
    }


def _text(found: DirectDebitFigures) -> str:
    first, all_of_it = found.months[0], found.year.get(EVERY, TakeUp())
    services = [
        ("", "of value", "of customers", "paid", "fell due"),
        *(_service(name, found.year[code]) for code, name in found.services.items()),
        _service("Every service", all_of_it),
    ]
    months = [
        ("", "take-up", "collections", "failed", "rate"),
        *(
            (
                f"{month:%b %Y}", percent(found.taken_up(month).of_value), f"{found.asked_in(month).many:,}",
                f"{found.asked_in(month).failed:,}", percent(found.asked_in(month).rate),
            )
            for month in found.months
        ),
    ]  # fmt: skip
    reasons = [(one.code or one.what, one.meaning, f"{one.many:,}", pounds(one.pence)) for one in found.reasons]
    said = f"What fell due from {day_in_words(first)} to {day_in_words(found.on)} and Direct Debit paid.\n"
    said += f"{columns(services)}\n\n{columns(months)}\n\n"
    return said + (columns(reasons) if reasons else "Nothing came back.")


def _service(name: str, row: TakeUp) -> tuple[str, ...]:
    return name, percent(row.of_value), percent(row.of_customers), pounds(row.paid_pence), pounds(row.due_pence)
