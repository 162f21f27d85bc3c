"""Invoice PDFs, each its own tagged file, beside WeasyPrint drawing the same bill from HTML in the same run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.bench_books import Books
from benchmarks.invoice_twin import html, size_of_pdf
from benchmarks.measures import Measure, load, memory_of_children_mb, peak_memory_mb, timed
from piperoll.documents.rendering.engine import render_many
from piperoll.documents.rendering.print_data import print_data

SIZE = 1_000
WARM = 48
THEIRS_FOR_OURS = 10
"""One bill of theirs for so many of ours, since they are slower."""
SAMPLES = Path(__file__).parent.parent / "tests"


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` one-page bills of ours, and a tenth as many by WeasyPrint, both on every processor, both warm."""
    sys.path.insert(0, str(SAMPLES))
    from documents.invoices import invoice, line

    def documents(many: int) -> Iterator[Any]:
        return (invoice(line(f"Bin {n}"), line("Sacks", "0.33", "3"), number=f"AT{n:010d}") for n in range(many))

    drawn = render_many(documents(WARM + size))
    for _ in range(WARM):
        next(drawn)  # the processes have started and read their fonts
    with timed() as ours:
        pages = sum(len(pdf) > 10_000 for _, pdf in drawn)
    assert pages == size
    mine = size / ours.wall_seconds
    theirs = _weasyprint([html(print_data(document)) for document in documents(max(size // THEIRS_FOR_OURS, 20))])
    yield Measure(
        f"{size:,} invoice PDFs : WeasyPrint", mine / theirs if theirs else None, "≥ 8, and ≥ 80 a second on two quiet cores",
        {"PDFs/s": mine, "WeasyPrint/s": theirs or 0.0, "peak MB": peak_memory_mb(), "a worker's peak MB": memory_of_children_mb(), "load": load()},
    )  # fmt: skip


def _weasyprint(pages: list[str]) -> float | None:
    """Bills a second of theirs, with as many processes as ours; None when it is not installed."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return None
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        list(pool.map(size_of_pdf, pages[:8]))
        with timed() as clock:
            drawn = sum(size > 10_000 for size in pool.map(size_of_pdf, pages))
    assert drawn == len(pages)
    return len(pages) / clock.wall_seconds
