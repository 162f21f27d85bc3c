"""A long statement banked and allocated, against COPY of the same rows into the same tables with the matching in bare
SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_books import AT, ON, Books
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from benchmarks.raise_invoices import write_feeder
from piperoll.billing.raise_invoices import raise_invoices
from piperoll.foundations.references import ReferenceScheme
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.import_statement import import_statement

SIZE = 100_000
TOTAL_PENCE = 7310
TABLES = (
    "ledger_journal", "ledger_posting", "receipting_statement", "receipting_bankline", "receipting_banklinetext",
    "receipting_receipt", "receipting_suspense", "receipting_match", "receivables_item", "receivables_itembalance",
    "receipting_placement", "receivables_allocation",
)  # fmt: skip
MATCH = """
CREATE TEMP TABLE matched ON COMMIT DROP AS
SELECT t.line_id, i.id AS item_id FROM receipting_banklinetext t
JOIN billing_invoice v ON v.number = substring(t.narrative from 'AT[0-9]{10}') JOIN receivables_item i ON i.invoice_id = v.id
"""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` payments of `size` open invoices, each quoting its reference, in a camt.053 and in a CSV."""
    by = books.fresh()
    raise_invoices(feeder=write_feeder(books.folder / "feeder.csv", size), on=ON, at=AT, by=by)
    statement = write_statement(books.folder / "statement.csv", size)
    with timed() as imported:
        banked = import_statement(file=statement, bank_account="MAIN", on=ON, at=AT, by=by)
    with timed() as allocated:
        done = allocate_receipts(on=ON, at=AT, by=by)
    assert done.allocated == size, done
    ours = imported.wall_seconds + allocated.wall_seconds
    yardstick = books.as_copied(_rows_of([done.run, banked.run]), also=MATCH)
    yield Measure(
        f"import and allocate {size:,} lines : COPY-match-insert", yardstick / ours, "≥ 0.30",
        {"lines/s": size / ours, "import/s": size / imported.wall_seconds, "allocate/s": size / allocated.wall_seconds,
         "yardstick/s": size / yardstick, "peak MB": peak_memory_mb(), "load": load()},
    )  # fmt: skip


def write_statement(file: Path, size: int) -> Path:
    """A Lloyds-style CSV with a running balance: one payment for each invoice."""
    scheme = ReferenceScheme("AT", 8)
    with file.open("w", encoding="utf-8") as out:
        out.write(
            "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance\n"
        )
        for n in range(size):
            balance = (n + 1) * TOTAL_PENCE
            out.write(
                f"23/11/2026,FPI,'08-99-99,66374958,CUSTOMER {n % max(size // 5, 1)} LTD {scheme.write(n + 1)},,"
                f"{TOTAL_PENCE / 100:.2f},{balance / 100:.2f}\n"
            )
    return file


def _rows_of(runs: list[int]) -> dict[str, str]:
    """For each table, the condition that names the rows these runs added."""
    these = f"run_id IN ({', '.join(map(str, runs))})"
    lines = f"(SELECT id FROM receipting_bankline WHERE {these})"
    elsewhere = {
        "ledger_posting": f"journal_id IN (SELECT id FROM ledger_journal WHERE {these})",
        "receipting_banklinetext": f"line_id IN {lines}",
        "receipting_suspense": f"receipt_id IN (SELECT id FROM receipting_receipt WHERE {these})",
        "receivables_itembalance": f"item_id IN (SELECT id FROM receivables_item WHERE {these})",
    }
    return {table: elsewhere.get(table, these) for table in TABLES}
