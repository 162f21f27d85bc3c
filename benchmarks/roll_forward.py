"""The debit control's roll-forward over a month, beside the bare scan: items, uses with both their items, and postings summed."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import date

from django.db import connection

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, timed
from piperoll.reconciliation.roll_forward import roll_forward, sql

SIZE = 1_000_000
ROUNDS = 3
_POST = """
INSERT INTO ledger_posting (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT 1, CASE WHEN amount_pence > 0 THEN d.id ELSE s.id END, CASE WHEN amount_pence > 0 THEN s.id ELSE d.id END,
       abs(amount_pence), effective_on, customer_id, i.id
FROM receivables_item i, ledger_account d, ledger_account s WHERE d.control = 'debtors' AND s.control = 'suspense'
"""
_BARE_SCAN = """
SELECT (SELECT sum(amount_pence) FROM receivables_item WHERE effective_on <= %(until)s),
       (SELECT sum(a.amount_pence) FROM receivables_allocation a JOIN receivables_item d ON d.id = a.debit_item_id
        JOIN receivables_item c ON c.id = a.credit_item_id WHERE a.effective_on <= %(until)s),
       (SELECT sum(p.amount_pence) FROM ledger_posting p JOIN ledger_journal j ON j.id = p.journal_id WHERE p.effective_on <= %(until)s)
"""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` postings to the debtors control, two in five of them receipts."""
    fill(books, customers=size // 5, invoices=size * 3 // 5)
    with books.owner() as owner:
        owner.execute(_POST)
        owner.execute("VACUUM ANALYZE")
    print("The bare scan:", _BARE_SCAN, "Roll-forward:", sql.text("movements"), sql.text("control"), sep="\n")
    ours, bare = zip(*(_round() for _ in range(ROUNDS)), strict=True)
    yield Measure(
        f"roll-forward of a month over {size:,} postings : bare scan",
        statistics.median(ours) / statistics.median(bare), "< 3, and seconds",
        {"seconds": statistics.median(ours), "bare seconds": statistics.median(bare), "load": load()},
    )  # fmt: skip


def _round() -> tuple[float, float]:
    since = date(ON.year, ON.month, 1)
    with timed() as bare, connection.cursor() as cursor:
        cursor.execute(_BARE_SCAN, {"until": ON})
        cursor.fetchall()
    with timed() as ours:
        assert roll_forward(since=since, until=ON, known_at=AT).agrees
    return ours.wall_seconds, bare.wall_seconds
