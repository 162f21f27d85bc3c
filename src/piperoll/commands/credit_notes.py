"""Show credit notes, the newest first; or write one as a PDF with --pdf NUMBER FILE."""

from __future__ import annotations

import argparse
from pathlib import Path

from piperoll.billing import credit_notes
from piperoll.billing.credit_rules import EVERY_REASON
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.documents.rendering.engine import render
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--most", type=int, default=50, help="show so many (else 50)")
    parser.add_argument("--pdf", nargs=2, metavar=("NUMBER", "FILE"), help="write this one as a PDF")


def run(options: argparse.Namespace) -> Answer:
    """List them, or write one. Raises NoSuchCreditNote."""
    options.by.must("see_invoices")
    if options.pdf:
        note = credit_notes.numbered(options.pdf[0])
        Path(options.pdf[1]).write_bytes(render(credit_notes.document_of(note)))
        return Answer({"number": note.number, "file": options.pdf[1]}, f"{note.number} is in {options.pdf[1]}.")
    found = credit_notes.listed(most=options.most)
    rows = [
        (n.number, n.credited_on, pounds(n.gross_pence), n.invoice, EVERY_REASON[n.reason], n.customer) for n in found
    ]
    data = {"credit_notes": [row._asdict() for row in found]}
    return Answer(data, columns(rows) if rows else "There is no credit note yet.")
