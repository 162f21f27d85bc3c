"""The previews of bill runs, and what became of each; or the invoices of one."""

from __future__ import annotations

import argparse

from piperoll.billing import previewing
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, count, day_in_words
from piperoll.commands.preview_invoices import flagged_lines
from piperoll.commands.restricted import named
from piperoll.foundations.money import pounds


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("preview", type=int, nargs="?", help="one preview (else the newest)")
    parser.add_argument("--most", type=int, default=50, metavar="N", help="at most so many rows")


def run(options: argparse.Namespace) -> Answer:
    """List them. Raises NoSuchPreview."""
    if options.preview is None:
        rows = previewing.recent(most=options.most)
        told = [
            (r.id, day_in_words(r.invoiced_on), f"{r.invoices:,}", pounds(r.gross_pence), _fate(r), r.name)
            for r in rows
        ]
        return Answer({"previews": [r._asdict() for r in rows]}, columns(told) if rows else "There is no preview yet.")
    found = previewing.get(options.preview)
    goes = previewing.to_issue(found.pk)
    bills = named(previewing.invoices_of(found.pk, most=options.most), reference="customer_ref")
    flagged = previewing.invoices_of(found.pk, most=options.most, flagged=True)
    flagged = named(flagged, reference="customer_ref")
    lines = [
        (row.place, row.customer, row.customer_ref or "new", pounds(row.gross_pence), row.description) for row in bills
    ]
    goes_out = f"{count(goes.invoices, 'invoice')} would be issued: {pounds(goes.gross_pence)}."
    said = f"Preview {found.pk}: {found.name}. {goes_out}"
    said += f"\n{columns(lines)}" + (f"\nFlagged:\n{flagged_lines(flagged)}" if flagged else "")
    data = {"preview": found.pk, **goes._asdict(), "invoices": [row._asdict() for row in bills],
            "flagged": [row._asdict() for row in flagged]}  # fmt: skip
    return Answer(data, said)


def _fate(row: object) -> str:
    run = row.issued_by_run  # type: ignore[attr-defined]
    return f"issued by run {run}" if run else "not issued"
