"""Invoice PDFs, each its own tagged file, beside WeasyPrint drawing the like from HTML in the same run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_books import Books
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.documents.rendering.engine import render_many

SIZE = 400
SAMPLES = Path(__file__).parent.parent / "tests"
ROW = "<tr><td>{0.description}</td><td>{0.quantity}</td><td>{0.net_pence}</td><td>{0.vat_pence}</td></tr>"
PAGE = """<html lang=en><head><title>Invoice {number}</title><style>body {{ font: 10pt sans-serif }} table {{ width: 100% }}</style></head>
<body><h1>VAT invoice {number}</h1><p>{name}<br>{address}</p><table><tr><th>Description<th>Quantity<th>Net<th>VAT</tr>{rows}</table>
<h2>How to pay</h2><p>By Direct Debit, by bank transfer, online, by phone or by post.</p></body></html>"""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` one-page invoices of ours on every processor; a twentieth as many by WeasyPrint, tagged too, on one."""
    sys.path.insert(0, str(SAMPLES))
    from documents.invoices import invoice, line

    def documents(many: int) -> Iterator[object]:
        return (invoice(line(f"Bin {n}"), line("Sacks", "0.33", "3"), number=f"AT{n:010d}") for n in range(many))

    list(render_many(documents(24)))  # type: ignore[arg-type]  # warm: fonts read, processes known to start
    with timed() as ours:
        drawn = sum(len(pdf) > 10_000 for _, pdf in render_many(documents(size)))  # type: ignore[arg-type]
    assert drawn == size
    few = max(size // 20, 5)
    theirs = _weasyprint(few, list(documents(few)))
    ratio = None if theirs is None else (size / ours.wall_seconds) / (few / theirs)
    yield Measure(
        f"{size:,} invoice PDFs : WeasyPrint", ratio, "≥ 8, and ≥ 80 a second on two quiet cores",
        {"PDFs/s": size / ours.wall_seconds, "WeasyPrint/s": 0.0 if theirs is None else few / theirs, "peak MB": peak_memory_mb(), "load": load()},
    )  # fmt: skip


def _weasyprint(many: int, documents: list[object]) -> float | None:
    """Seconds for the like in HTML, PDF/UA as ours; None when it is not installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return None
    pages = [
        PAGE.format(
            number=d.number,
            name=d.recipient.name,
            address="<br>".join(d.recipient.address_lines),
            rows="".join(ROW.format(one) for one in d.lines),
        )  # type: ignore[attr-defined]
        for d in documents
    ]
    with timed() as clock:
        for page in pages:
            HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return clock.wall_seconds / len(pages) * many
