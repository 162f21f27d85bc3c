"""A long statement banked and allocated, against COPY + match + insert of the same rows in bare SQL."""

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
BANKED = ["receipting_bankline", "receipting_banklinetext", "receipting_receipt", "receipting_suspense"]
PLACED = ["receipting_match", "receivables_item", "receipting_placement", "receivables_allocation"]


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` payments of `size` open invoices, each quoting its reference, in a camt.053 and in a CSV."""
    by = books.fresh()
    raise_invoices(feeder=write_feeder(books.folder / "feeder.csv", size), on=ON, at=AT, by=by)
    statement = write_statement(books.folder / "statement.csv", size)
    with timed() as imported:
        import_statement(file=statement, bank_account="MAIN", on=ON, at=AT, by=by)
    with timed() as allocated:
        done = allocate_receipts(on=ON, at=AT, by=by)
    assert done.allocated == size, done
    ours = imported.wall_seconds + allocated.wall_seconds
    yardstick = copy_match_insert(books, statement)
    yield Measure(
        f"import and allocate {size:,} lines : COPY-match-insert", yardstick / ours, "≥ 0.30",
        {"lines/s": size / ours, "import/s": size / imported.wall_seconds, "allocate/s": size / allocated.wall_seconds,
         "yardstick/s": size / yardstick, "peak MB": peak_memory_mb(), "load": load()},
    )  # fmt: skip


def write_statement(file: Path, size: int) -> Path:
    """A Lloyds-style CSV with a running balance: one payment for each invoice."""
    scheme = ReferenceScheme("AT", 8)
    with file.open("w", encoding="utf-8") as out:
        out.write("Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance\n")
        for n in range(size):
            balance = (n + 1) * TOTAL_PENCE
            out.write(
                f"23/11/2026,FPI,'08-99-99,66374958,CUSTOMER {n % max(size // 5, 1)} LTD {scheme.write(n + 1)},,"
                f"{TOTAL_PENCE / 100:.2f},{balance / 100:.2f}\n"
            )
    return file


def copy_match_insert(books: Books, statement: Path) -> float:
    """Bare SQL's own time for it: COPY the file, find each reference's open item, insert the allocations."""
    with books.owner() as owner:
        owner.execute("DROP TABLE IF EXISTS bench_line, bench_allocation")
        owner.execute("CREATE UNLOGGED TABLE bench_line (on_day text, kind text, sort_code text, account text, words text, debit text, credit numeric, balance numeric)")
        owner.execute(
            "CREATE TABLE bench_allocation (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, item_id bigint NOT NULL REFERENCES receivables_item,"
            " amount_pence bigint NOT NULL, words text NOT NULL)"
        )
        owner.execute("CREATE INDEX ON bench_allocation (item_id)")
        with timed() as clock, owner.transaction():
            with statement.open("rb") as file, owner.cursor().copy("COPY bench_line FROM STDIN (FORMAT csv, HEADER)") as copy:
                while piece := file.read(1 << 20):
                    copy.write(piece)
            owner.execute(
                "INSERT INTO bench_allocation (item_id, amount_pence, words) SELECT i.id, (l.credit * 100)::bigint, l.words FROM bench_line l"
                " JOIN billing_invoice v ON v.number = substring(l.words from 'AT[0-9]{10}') JOIN receivables_item i ON i.invoice_id = v.id"
            )
        owner.execute("DROP TABLE bench_line, bench_allocation")
        return clock.wall_seconds
