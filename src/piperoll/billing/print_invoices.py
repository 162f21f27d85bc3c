"""print_invoices: the PDFs of a run's invoices, or of a few by number, as files in a folder: nothing is sent or
dispatched.

Whoever keeps bills outside Piperoll (a print house, a portal, an archive) takes them from there, so each says what the
letter would: one for everybody who hears, at their address, in their language and print.
"""

from __future__ import annotations

import itertools
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from piperoll.billing import invoice_documents
from piperoll.documents.rendering.engine import render_many
from piperoll.documents.rendering.invoice_document import InvoiceDocument, Recipient
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.routing import Route, route


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
    progress: Callable[[int, int], None] = lambda done, of: None,
    workers: int | None = None,
) -> Printed:
    """Write `NUMBER.pdf` for each invoice, `NUMBER-2.pdf` and so on for others who hear of it; a file that stands is
    left, so a run that died goes on where it was.

    The same invoice, read by the same people in the same way, gives the same bytes for ever.
    Raises NothingToPrint, CannotWriteThere.
    """
    by.must("print_invoices")
    found = _found(run_raised, numbers)
    if not found:
        raise NothingToPrint(what=f"run {run_raised}" if run_raised else "that list")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotWriteThere(folder=folder, why=fault.strerror) from None
    standing = {file.name for file in folder.glob("*.pdf")}
    copies = _copies(found, on)
    wanted = [one for one in copies if one.file not in standing]
    written = 0
    for one, (_, pdf) in zip(wanted, render_many(_drawables(wanted), workers=workers), strict=True):
        _put(folder / one.file, pdf)
        written += 1
        progress(len(copies) - len(wanted) + written, len(copies))
    skipped = len(copies) - len(wanted)
    with running.act("print_invoices", on=on, at=at, by=by, raised_by=run_raised, numbers=list(numbers)) as run:
        run.finish(written=written, there_already=skipped)
    return Printed(run.id, str(folder), written, skipped)


def _found(run_raised: int | None, numbers: Sequence[str]) -> list[Any]:
    found = invoice_documents.sql.of_run(run=run_raised) if run_raised else []
    found += invoice_documents.sql.numbered(numbers=[n.upper().replace(" ", "") for n in numbers]) if numbers else []
    return list(found)


@dataclass(frozen=True)
class _Copy:
    """An invoice for one of those who hear about it; for nobody in particular when nobody can be reached."""

    file: str
    invoice: int
    reader: Route | None


def _copies(found: Sequence[Any], on: date) -> list[_Copy]:
    routes: defaultdict[int, list[Route]] = defaultdict(list)
    for one in route(list({row.customer_id for row in found}), "send_invoice", on):
        routes[one.customer].append(one)
    return [
        _Copy(f"{row.number}{f'-{turn}' if turn > 1 else ''}.pdf", row.id, reader)
        for row in found
        for turn, reader in enumerate(routes[row.customer_id] or [None], 1)
    ]


def _drawables(copies: Sequence[_Copy]) -> Iterator[InvoiceDocument]:
    ids = list(dict.fromkeys(one.invoice for one in copies))
    drawn = zip(ids, invoice_documents.invoice_documents(ids), strict=True)
    for key, readers in itertools.groupby(copies, key=lambda one: one.invoice):
        invoice, document = next(drawn)
        assert invoice == key
        yield from (_as_read(document, one.reader) for one in readers)


def _as_read(document: InvoiceDocument, reader: Route | None) -> InvoiceDocument:
    """The invoice to this reader, as dispatch draws it: by email the address it was billed to stays on it."""
    if reader is None:
        return document
    document = replace(document, language=reader.language, large_print=reader.format == "large_print")
    lines = (*reader.lines, reader.postcode) if reader.postcode else reader.lines
    is_the_customer = reader.representative is None and reader.person == reader.customer
    if is_the_customer and not reader.lines:
        return document
    return replace(document, recipient=Recipient(reader.name, lines))


def _put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = file.with_suffix(".part")
    partial.write_bytes(content)
    os.replace(partial, file)
