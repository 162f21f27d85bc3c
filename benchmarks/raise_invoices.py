"""Three-line invoices from a feeder file, complete, against COPY of the very same rows into the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_books import AT, ON, Books
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.billing.raise_invoices import raise_invoices

SIZE = 100_000
TABLES = [
    "customers_customer", "customers_address", "ledger_journal", "ledger_posting", "billing_invoice", "billing_invoiceline",
    "receivables_item", "receivables_itembalance",
]  # fmt: skip
LINES = (("TW02", "S", "10.50"), ("TW01", "N", "11.50"), ("TW01", "N", "12.50"))
HEADING = "service,external_id,invoice_group,description,quantity,unit_price,vat_code,income_code,name,address_1,postcode,period_from,period_to\n"


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """One file of `size` invoices, after one of a tenth as many: the same time for each, if it grows linearly."""
    tenth = _raised(books, max(size // 10, 1))
    whole = _raised(books, size)
    memory = peak_memory_mb()
    yardstick = books.as_copied(dict.fromkeys(TABLES, "true"))
    yield Measure(
        f"raise {size:,} three-line invoices : COPY", yardstick / whole, "≥ 0.50, aim 0.80",
        {"invoices/s": size / whole, "COPY/s": size / yardstick, "peak MB": memory, "load": load()},
    )  # fmt: skip
    per_invoice = (tenth / max(size // 10, 1)) / (whole / size)
    yield Measure(
        f"time for each of {size // 10:,} : for each of {size:,}", per_invoice, "1 when linear",
        {"invoices/s of the tenth": max(size // 10, 1) / tenth, "load": load()},
    )  # fmt: skip


def _raised(books: Books, size: int) -> float:
    """How long it takes to raise a file of so many, in empty books."""
    by = books.fresh()
    feeder = write_feeder(books.folder / f"feeder-{size}.csv", size)
    with timed() as clock:
        raised = raise_invoices(feeder=feeder, on=ON, at=AT, by=by)
    assert (raised.invoices, raised.lines_rejected) == (size, 0)
    return clock.wall_seconds


def write_feeder(file: Path, size: int, first: int = 0) -> Path:
    """A feeder of `size` invoices of three lines for a fifth as many customers."""
    customers = max(size // 5, 1)
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADING)
        for n in range(first, first + size):
            who = n % customers
            for k, (code, vat, price) in enumerate(LINES):
                out.write(
                    f"TRADE,B{n}-{k},G{n},Charge line {k},{k + 1},{price},{vat},{code},"
                    f"Customer {who} Ltd,{who} High Street,AN{who % 90} {who % 9}AA,2026-10-01,2026-10-31\n"
                )
    return file
