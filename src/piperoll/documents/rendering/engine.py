"""Makes invoices, statements and letters into PDF files, one or a hundred thousand."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from itertools import chain, islice
from multiprocessing import get_context

import typst

from piperoll.documents.rendering.credit_note_document import CreditNoteDocument, credit_note_data
from piperoll.documents.rendering.invoice_document import InvoiceDocument
from piperoll.documents.rendering.large_print import large_print_data
from piperoll.documents.rendering.letter_document import LetterDocument, letter_data
from piperoll.documents.rendering.print_data import print_data
from piperoll.documents.rendering.rules import MOST_ADDRESS_LINES, vat_invoice_gaps
from piperoll.documents.rendering.statement_document import StatementDocument, statement_data
from piperoll.documents.rendering.typesetting import typeset
from piperoll.foundations.refusals import Refused

TOO_FEW_FOR_A_POOL = 24
DOCUMENTS_A_TASK = 8
TASKS_WAITING_A_WORKER = 4
TASKS_A_WORKER_LIVES = 250
"""A compiler's memory creeps up; a worker is replaced after two thousand invoices, which costs nothing measurable."""


class CannotPrint(Refused):
    """{number} cannot be printed: it lacks {gaps}. Put that right under Set-up, or void it and bill again."""


class CannotDraw(Refused):
    """{number} could not be drawn: {why}. It was not printed; tell whoever looks after Piperoll."""


class WorkersDie(Refused):
    """The processes that draw PDFs are being stopped by the machine, out of memory perhaps: print fewer at once."""


Drawable = InvoiceDocument | CreditNoteDocument | StatementDocument | LetterDocument
"""What can be drawn. Each has a `number`, which names its file."""


def render(document: Drawable) -> bytes:
    """One document as a PDF (PDF/A-3a and PDF/UA-1 in one); the same document gives the same bytes for ever.

    Raises CannotPrint when it lacks what the law or the envelope asks for, CannotDraw when the template fails.
    """
    must_be_whole(document)
    try:
        return _draw(document)
    except typst.TypstError as fault:
        raise CannotDraw(number=document.number, why=str(fault)[:200]) from None


def render_invoice(document: InvoiceDocument) -> bytes:
    """One invoice as a PDF, as `render`."""
    return render(document)


def render_many(documents: Iterable[Drawable], workers: int | None = None) -> Iterator[tuple[str, bytes]]:
    """(its number, PDF) for each document, in order, in flat memory however many there are.

    A few are drawn here, more in `workers` processes (else one a processor). Raises as `render` does, and
    WorkersDie when processes die twice over the same work.
    """
    waiting = iter(documents)
    first = list(islice(waiting, TOO_FEW_FOR_A_POOL))
    if len(first) < TOO_FEW_FOR_A_POOL or workers == 1:
        for document in chain(first, waiting):
            yield document.number, render(document)
    else:
        yield from _in_processes(chain(first, waiting), workers or os.cpu_count() or 1)


def must_be_whole(document: Drawable) -> None:
    """Raise CannotPrint for what lacks something the law or the envelope asks for."""
    gaps = vat_invoice_gaps(document) if isinstance(document, InvoiceDocument) else []
    if 1 + len(document.recipient.address_lines) > MOST_ADDRESS_LINES:
        gaps.append(f"an address of at most {MOST_ADDRESS_LINES} lines, the name included")
    if gaps:
        raise CannotPrint(number=document.number, gaps=", ".join(gaps))


def _draw(document: Drawable) -> bytes:
    if document.large_print:
        return typeset("large_print.typ", large_print_data(document), dated=dated(document))
    if isinstance(document, StatementDocument):
        return typeset("statement.typ", statement_data(document), dated=dated(document))
    if isinstance(document, CreditNoteDocument):
        return typeset("credit_note.typ", credit_note_data(document), dated=dated(document))
    if isinstance(document, LetterDocument):
        return typeset("plain_letter.typ", letter_data(document), dated=dated(document))
    return typeset("invoice.typ", print_data(document), dated=dated(document))


def dated(document: Drawable) -> date:
    """The day a document is of."""
    if isinstance(document, LetterDocument):
        return document.dated
    return document.drawn_up_on if isinstance(document, StatementDocument) else document.issued_on


def _draw_some(documents: list[Drawable]) -> list[tuple[str, bytes, str]]:
    """A task in a worker: number, PDF, and what went wrong or nothing (exceptions of ours do not travel)."""
    drawn = []
    for document in documents:
        try:
            drawn.append((document.number, _draw(document), ""))
        except typst.TypstError as fault:
            drawn.append((document.number, b"", str(fault)[:200]))
    return drawn


def _in_processes(documents: Iterator[Drawable], workers: int) -> Iterator[tuple[str, bytes]]:
    """Tasks go out a few ahead and come back in order; when a worker dies, what it held is given out once more."""
    pool, again = _pool(workers), False
    held: deque[tuple[list[Drawable], Future[list[tuple[str, bytes, str]]]]] = deque()
    try:
        while True:
            while len(held) < workers * TASKS_WAITING_A_WORKER and (task := list(islice(documents, DOCUMENTS_A_TASK))):
                for document in task:
                    must_be_whole(document)
                held.append((task, pool.submit(_draw_some, task)))
            if not held:
                return
            try:
                drawn = held[0][1].result()
            except BrokenProcessPool:
                if again:
                    raise WorkersDie() from None
                pool.shutdown(wait=False, cancel_futures=True)
                pool, again = _pool(workers), True
                held = deque((task, pool.submit(_draw_some, task)) for task, _ in held)
                continue
            again = False
            held.popleft()
            for number, pdf, why in drawn:
                if why:
                    raise CannotDraw(number=number, why=why)
                yield number, pdf
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Fresh processes (spawned, so that they share no database connection with us), replaced after a while."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), max_tasks_per_child=TASKS_A_WORKER_LIVES)
