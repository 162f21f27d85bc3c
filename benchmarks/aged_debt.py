"""Aged debt as at a past day, by service and band, beside the bare scan: a sum over items joined to allocations."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import date

from django.db import connection

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, timed
from piperoll.reporting import aged_debt

SIZE = 1_000_000
ROUNDS = 5
BARE_SCAN = """
SELECT sum(i.amount_pence), sum(a.amount_pence)
FROM receivables_item i LEFT JOIN receivables_allocation a
  ON a.debit_item_id = i.id AND a.effective_on <= %(as_at)s AND a.known_at <= %(known_at)s
WHERE i.effective_on <= %(as_at)s AND i.known_at <= %(known_at)s
"""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` open items among five times as many in all."""
    fill(books, customers=size, invoices=size * 3)
    print("The bare scan:", BARE_SCAN, "Aged debt:", aged_debt.sql.text("by_service"), sep="\n")
    for as_at in (ON, date(2024, 3, 31)):
        ours, bare = zip(*(_round(as_at) for _ in range(ROUNDS)), strict=True)
        yield Measure(
            f"aged debt as at {as_at} over {size:,} open items : bare scan",
            statistics.median(ours) / statistics.median(bare), "< 1.5",
            {"seconds": statistics.median(ours), "bare seconds": statistics.median(bare), "load": load()},
        )  # fmt: skip


def _round(as_at: date) -> tuple[float, float]:
    with timed() as bare, connection.cursor() as cursor:
        cursor.execute(BARE_SCAN, {"as_at": as_at, "known_at": AT})
        cursor.fetchall()
    with timed() as ours:
        aged_debt.aged_debt(as_at=as_at, known_at=AT)
    return ours.wall_seconds, bare.wall_seconds
