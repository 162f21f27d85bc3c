"""Draw up one customer's statement of account between two days, as a PDF.

print-statement C0000001234 --to statement.pdf
print-statement C0000001234 --since 2026-04-01 --until 2026-09-30 --to half-year.pdf
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now
from piperoll.commands.output_files import write_new
from piperoll.customers.queries import by_reference
from piperoll.foundations.calendar import financial_year_start
from piperoll.foundations.money import pounds
from piperoll.receivables.print_statement import print_statement

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", help="the customer's reference")
    parser.add_argument("--since", type=day, metavar="DATE", help="its first day (else 1 April)")
    parser.add_argument("--until", type=day, metavar="DATE", help="its last day (else today)")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.pdf", help="where it goes")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Print it. Raises NoSuchCustomer, DaysBackwards, DaysToCome, PlaceTaken, PlaceClosed."""
    until = options.until or options.on
    drawn = print_statement(
        customer=by_reference(options.customer).pk, since=options.since or financial_year_start(until), until=until,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    write_new(options.to, drawn.pdf)
    data = {name: value for name, value in asdict(drawn).items() if name != "pdf"} | {"file": str(options.to)}
    said = f"{pounds(drawn.closing_pence)} to pay, {pounds(drawn.overdue_pence)} of it overdue: {options.to}."
    return Answer(data, said)
