"""Documents prepared, deduplicated and split by channel, beside COPY of the same rows; and statements drawn up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.receivables.print_statements import print_statements
from piperoll.runs.models import Run

SIZE = 100_000
ROWS = {"dispatch_document": "true", "dispatch_outbox": "true"}
BY_EMAIL = """
WITH chosen AS (SELECT id FROM customers_customer WHERE id % 3 = 0), told AS (
  INSERT INTO customers_contact (customer_id, kind, value, valid_from)
  SELECT id, 'email', 'c' || id || '@example.com', '2020-01-01' FROM chosen
)
INSERT INTO customers_deliverychoice (customer_id, channel, language, format, valid_from, run_id)
SELECT id, 'email', 'en', 'standard', '2020-01-01', (SELECT min(id) FROM runs_run) FROM chosen
"""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` invoices of as many customers, a third of whom chose email; then everybody's statement."""
    fill(books, customers=size, invoices=size)
    with books.owner() as owner:
        owner.execute(BY_EMAIL)
        owner.execute("VACUUM ANALYZE")
    by = actor_of(User.objects.get(username="bench"))
    billed = Run.objects.get(verb="raise_invoices")
    with timed() as ours:
        made = prepare_letters(kind="invoice", of_run=billed.pk, on=ON, at=AT, by=by)
    assert made.documents == size
    with timed() as drawing:
        drawn = print_statements(since=date(2019, 4, 1), until=ON, whom="moved", on=ON, at=AT, by=by)
    with timed() as preparing:
        prepare_letters(kind="statement", of_run=drawn.run, on=ON, at=AT, by=by)
    theirs = books.as_copied(ROWS)
    both = ours.wall_seconds + preparing.wall_seconds
    yield Measure(
        f"{size + drawn.statements:,} documents prepared : COPY", theirs / both, "250,000 in minutes",
        {
            "invoices' documents/s": size / ours.wall_seconds, "COPY/s": (size + drawn.statements) / theirs,
            "peak MB": peak_memory_mb(), "load": load(),
        },
    )  # fmt: skip
    yield Measure(
        f"{drawn.statements:,} statements drawn up", None, "100,000 in minutes",
        {
            "drawn up/s": drawn.statements / drawing.wall_seconds,
            "prepared/s": drawn.statements / preparing.wall_seconds, "load": load(),
        },
    )  # fmt: skip
