"""Everything a customer was sent, or a batch sent, as one ZIP with a list: for a customer who asks or a court.

export-documents --customer C0000001234 --to everything.zip
export-documents --batch 31 --to run-31.zip
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.commands.output_files import write_new
from piperoll.customers.queries import by_reference
from piperoll.dispatch.export_documents import export_documents

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--customer", metavar="REFERENCE", help="whose documents")
    either.add_argument("--batch", type=int, metavar="RUN", help="the run that prepared them")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.zip", help="where it goes")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Write it. Raises NoSuchCustomer, NothingSent, TooMany, CopyLost, PlaceTaken, PlaceClosed."""
    customer = by_reference(options.customer).pk if options.customer else None
    made = export_documents(customer=customer, batch=options.batch, on=options.on, at=now(), by=options.by)
    write_new(options.to, made.content)
    data = {name: value for name, value in asdict(made).items() if name != "content"} | {"file": str(options.to)}
    return Answer(data, f"{count(made.documents, 'document')}, {made.copies:,} with a copy as sent: {options.to}.")
