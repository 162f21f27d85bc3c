"""Show credit notes, the newest first; or write one as a PDF with --pdf NUMBER FILE."""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.billing import credit_notes
from piperoll.billing.credit_rules import EVERY_REASON
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, now, today
from piperoll.commands.restricted import named
from piperoll.customers.queries import by_reference
from piperoll.documents.rendering.engine import render
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import look

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--most", type=int, default=50, help="show so many (else 50)")
    parser.add_argument("--pdf", nargs=2, metavar=("NUMBER", "FILE"), help="write this one as a PDF")


def run(options: argparse.Namespace) -> Answer:
    """List them, or write one. Raises NoSuchCreditNote, RecordRestricted."""
    options.by.must("see_invoices")
    if options.pdf:
        note = credit_notes.numbered(options.pdf[0])
        customer = by_reference(note.customer_reference)
        look(customer, place="the command line", on=today(), at=now(), by=options.by)
        Path(options.pdf[1]).write_bytes(render(credit_notes.document_of(note)))
        return Answer({"number": note.number, "file": options.pdf[1]}, f"{note.number} is in {options.pdf[1]}.")
    found = named(credit_notes.listed(most=options.most), by=options.by)
    rows = [
        (n.number, n.credited_on, pounds(n.gross_pence), n.invoice, EVERY_REASON[n.reason], n.customer) for n in found
    ]
    data = {"credit_notes": [row._asdict() for row in found]}
    return Answer(data, columns(rows) if rows else "There is no credit note yet.")
