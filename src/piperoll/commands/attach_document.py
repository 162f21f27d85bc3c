"""Keep a PDF, PNG or JPEG with an invoice: what shows why it was raised. It is kept exactly as it is."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.attach_document import attach_document
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, readable

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("invoice", help="the invoice's number")
    parser.add_argument("file", type=Path, help="the document")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Attach it. Raises FileUnreadable, NoSuchInvoice, NotADocument, AttachedAlready."""
    file = readable(options.file)
    done = attach_document(
        invoice=options.invoice, name=file.name, content=file.read_bytes(), on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"{done.name} is kept with invoice {done.invoice}.")
