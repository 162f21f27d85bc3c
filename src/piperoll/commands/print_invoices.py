"""Write the PDFs of a billing run's invoices, or of a few by number, as files for a print house or an archive.

  print-invoices 17 --to /srv/bills
  print-invoices --number AT0000001234 --to .

Each is as its letter would be: to whoever hears about the customer, in their language and print (NUMBER-2.pdf is for
the second of several). Nothing is sent; prepare-letters and dispatch-letters do that. A file that stands already is
left as it is, so that a run that stopped goes on where it was.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.print_invoices import print_invoices
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.commands.progress import counting

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("run", type=int, nargs="?", help="the billing run whose invoices to print")
    parser.add_argument("--number", action="append", default=[], metavar="INVOICE", help="an invoice by its number")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where the files go")
    parser.add_argument("--workers", type=int, metavar="N", help="processes to print with (else one a processor)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Print them. Raises NothingToPrint, CannotWriteThere."""
    with counting("written") as progress:
        printed = print_invoices(
            folder=options.to, run_raised=options.run, numbers=options.number, workers=options.workers,
            on=options.on, at=now(), by=options.by, progress=progress,
        )  # fmt: skip
    there = f"; {printed.there_already:,} were there already" if printed.there_already else ""
    return Answer(asdict(printed), f"{count(printed.written, 'file')} written to {printed.folder}{there}.")
