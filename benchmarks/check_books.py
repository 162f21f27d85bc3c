"""Every control, and the walk of the chain, over books made by the verbs; beside one bare scan of the rows they read."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench_books import AT, ON, Books
from benchmarks.import_and_allocate import write_statement
from benchmarks.measures import Measure, load, timed
from benchmarks.raise_invoices import write_feeder
from piperoll.billing.raise_invoices import raise_invoices
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.import_statement import import_statement
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain

SIZE = 50_000
SCAN = (
    "SELECT (SELECT sum(amount_pence) FROM ledger_posting), (SELECT sum(amount_pence) FROM receivables_item),"
    " (SELECT sum(open_pence) FROM receivables_itembalance), (SELECT sum(amount_pence) FROM receivables_allocation),"
    " (SELECT sum(net_pence) FROM billing_invoiceline), (SELECT sum(gross_pence) FROM billing_invoice),"
    " (SELECT sum(amount_pence) FROM receipting_bankline), (SELECT sum(amount_pence) FROM receipting_receipt)"
)


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` invoices of three lines, each paid: twice as many items, and everything behind them."""
    by = books.fresh()
    raise_invoices(feeder=write_feeder(books.folder / "feeder.csv", size), on=ON, at=AT, by=by)
    import_statement(
        file=write_statement(books.folder / "statement.csv", size), bank_account="MAIN", on=ON, at=AT, by=by
    )
    allocate_receipts(on=ON, at=AT, by=by)
    with books.owner() as owner:
        owner.execute("VACUUM ANALYZE")
        with timed() as scan:
            owner.execute(SCAN).fetchone()
    with timed() as checked:
        assert check_books().agrees
    with timed() as walked:
        chain = check_chain()
    assert chain.agrees
    million = 1_000_000 / (2 * size)
    yield Measure(
        f"check of {2 * size:,} items : bare scan", checked.wall_seconds / scan.wall_seconds, "seconds for a million items",
        {"s per million items": checked.wall_seconds * million, "scan s": scan.wall_seconds, "load": load()},
    )  # fmt: skip
    yield Measure(
        f"walk of {chain.rows:,} sealed rows : bare scan", walked.wall_seconds / scan.wall_seconds, "none set",
        {"s per million items": walked.wall_seconds * million, "load": load()},
    )  # fmt: skip
