"""See what would come of a service's feeder file: who would be billed what, what is flagged, what goes back.

Nothing is billed. The list is kept under a number; issue-previewed issues exactly that list, or nothing.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.preview_invoices import preview_invoices
from piperoll.billing.previewing import Previewed, invoices_of
from piperoll.billing.raise_invoices import Expected, rejected_csv
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words, now, pence, readable
from piperoll.commands.rejected_files import place_for, written
from piperoll.commands.restricted import named
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True
MOST_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("feeder", type=Path, help="the service's CSV file")
    ask_for_the_day(parser, "the invoice date")
    parser.add_argument("--expect-lines", type=int, metavar="N", help="refuse the file unless it holds so many charges")
    parser.add_argument("--expect-pounds", type=pence, metavar="X", help="refuse it unless they are worth this, net")


def run(options: argparse.Namespace) -> Answer:
    """Preview it. Raises FileUnreadable and whatever the verb refuses."""
    feeder = readable(options.feeder)
    done = preview_invoices(
        feeder=feeder, on=options.on, at=now(), by=options.by,
        expected=Expected(options.expect_lines, options.expect_pounds),
    )  # fmt: skip
    said = f"Preview {done.preview}: {feeder.name}, invoices dated {day_in_words(options.on)}.\n{totals(done)}"
    flagged = invoices_of(done.preview, most=MOST_SHOWN, flagged=True)
    flagged = named(flagged, by=options.by, reference="customer_ref")
    if flagged:
        said += "\nFlagged, and not issued unless released:\n" + flagged_lines(flagged)
    if done.lines_rejected:
        where, _ = written(place_for(feeder, done.run, None), rejected_csv(done.run), done.run)
        said += "\n" + where
    said += f"\nNothing was billed. To issue exactly this:  ./piperoll issue-previewed {done.preview}"
    return Answer(asdict(done) | {"flagged": [row._asdict() for row in flagged]}, said, 0 if done.invoices else 1)


def totals(done: Previewed) -> str:
    """The totals of a preview, a line each."""
    return columns(
        [
            ("lines in", f"{done.lines_in:,}", ""),
            ("rejected", f"{done.lines_rejected:,}", ""),
            ("flagged", f"{done.lines_flagged:,}", ""),
            ("invoices", f"{done.invoices:,}", pounds(done.gross_pence)),
            ("new customers", f"{done.new_customers:,}", ""),
        ]
    )


def flagged_lines(rows: list[object]) -> str:
    """Flagged invoices, each with its place, whom it is for and why."""
    return columns([(row.place, row.customer, pounds(row.gross_pence), row.reasons) for row in rows])  # type: ignore[attr-defined]
