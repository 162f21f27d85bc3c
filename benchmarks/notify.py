"""Advance notices at size: written in sets and put on their way, beside COPY of the same rows; and asked again for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from benchmarks.bench_books import AT, ON, Books
from benchmarks.collect import fill
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.direct_debit.notify_collections import NothingToNotify, notify_collections
from piperoll.documents.load_templates import load_templates

SIZE = 20_000
TOLD_ON = date(2026, 11, 27)
TOLD_AT = datetime.combine(TOLD_ON, time(10), UTC)
ROWS = (
    "direct_debit_notice", "direct_debit_noticedcollection", "direct_debit_noticeditem", "dispatch_document", "dispatch_outbox",
)  # fmt: skip


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` payers, an instalment each that nobody told them of."""
    by = books.fresh()
    load_templates(on=ON, at=AT, by=by)
    fill(books, size, told=False)
    with timed() as ours:
        made = notify_collections(on=TOLD_ON, at=TOLD_AT, by=by)
    assert (made.notices, made.documents, made.post) == (size, size, size), made
    memory = peak_memory_mb()
    with timed() as again:
        try:
            notify_collections(on=TOLD_ON, at=TOLD_AT, by=by)
        except NothingToNotify:
            nothing = True
    assert nothing
    theirs = books.as_copied(dict.fromkeys(ROWS, "true"))
    yield Measure(
        f"{size:,} notices written and on their way : COPY", theirs / ours.wall_seconds, "≥ 0.30",
        {
            "notices/s": size / ours.wall_seconds, "COPY/s": size / theirs, "again for nothing s": again.wall_seconds,
            "peak MB": memory, "load": load(),
        },
    )  # fmt: skip
