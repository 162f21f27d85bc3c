"""print_invoices: the PDFs of a run's invoices, or of a few by number, one tagged file each in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from piperoll.billing import invoice_documents
from piperoll.documents.rendering.engine import render_many
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NothingToPrint(Refused):
    """There is no invoice to print: {what} raised none. Look under Runs or Invoices for what there is."""


class CannotWriteThere(Refused):
    """The folder {folder} cannot be written: {why}. Name another with --to."""


@dataclass(frozen=True)
class Printed:
    """How many PDFs were written, how many were there already, and where."""

    run: int
    folder: str
    written: int
    there_already: int


def print_invoices(
    *,
    folder: Path,
    run_raised: int | None = None,
    numbers: Sequence[str] = (),
    on: date,
    at: datetime,
    by: Actor,
    progress: Callable[[int], None] = lambda done: None,
    workers: int | None = None,
) -> Printed:
    """Write `NUMBER.pdf` for each invoice; a file that stands is left, so a run that died goes on where it was.

    The same invoice gives the same bytes for ever. Raises NothingToPrint, CannotWriteThere.
    """
    by.must("print_invoices")
    found = invoice_documents.sql.of_run(run=run_raised) if run_raised else []
    found += invoice_documents.sql.numbered(numbers=[n.upper().replace(" ", "") for n in numbers]) if numbers else []
    if not found:
        raise NothingToPrint(what=f"run {run_raised}" if run_raised else "that list")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotWriteThere(folder=folder, why=fault.strerror) from None
    standing = {file.name for file in folder.glob("*.pdf")}
    wanted = [row.id for row in found if f"{row.number}.pdf" not in standing]
    written = 0
    for number, pdf in render_many(invoice_documents.invoice_documents(wanted), workers=workers):
        _put(folder / f"{number}.pdf", pdf)
        written += 1
        progress(written)
    skipped = len(found) - len(wanted)
    with running.act("print_invoices", on=on, at=at, by=by, raised_by=run_raised, numbers=list(numbers)) as run:
        run.finish(written=written, there_already=skipped)
    return Printed(run.id, str(folder), written, skipped)


def _put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = file.with_suffix(".part")
    partial.write_bytes(content)
    os.replace(partial, file)
