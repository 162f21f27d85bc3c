"""Documents prepared, deduplicated and split by channel, beside COPY of the same rows; and statements drawn up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.dispatch.emailing import AT_A_TIME
from piperoll.dispatch.models import Outbox
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.dispatch.rechecking import recheck
from piperoll.foundations.actors import Actor
from piperoll.receivables.print_statements import print_statements
from piperoll.runs import running
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


FLAGGED = """
INSERT INTO safeguards_flag (customer_id, kind, insolvency, reference, needs, evidence, owner, review_on, valid_from, run_id)
SELECT id, CASE id % 3 WHEN 0 THEN 'vulnerable' WHEN 1 THEN 'restricted' ELSE 'gone_away' END, '', '', 'Large print', 'Told',
       'bench', '2030-01-01', '2019-01-01', (SELECT min(id) FROM runs_run)
FROM customers_customer WHERE id % 20 = 0
"""


def _recheck_all(by: Actor) -> int:
    """Every document that waits, as dispatch_letters rechecks them: so many at a time. How many it pulled."""
    with running.start("dispatch_letters", on=ON, at=AT, by=by) as run:
        waiting = list(Outbox.objects.filter(state="prepared").order_by("document").values_list("document", flat=True))
        pulled = sum(
            len(recheck(waiting[at : at + AT_A_TIME], run=run.id, on=ON, at=AT))
            for at in range(0, len(waiting), AT_A_TIME)
        )
        run.finish()
    return pulled


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` invoices of as many customers, a third of whom chose email and one in twenty flagged; then everybody's
    statement; and all of them rechecked."""
    fill(books, customers=size, invoices=size)
    with books.owner() as owner:
        owner.execute(BY_EMAIL)
        owner.execute(FLAGGED)
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
    with timed() as rechecking:
        pulled = _recheck_all(by)
    yield Measure(
        f"{size + drawn.statements:,} documents rechecked at dispatch", None, "the same for each, however many",
        {
            "rechecked/s": (size + drawn.statements) / rechecking.wall_seconds,
            "microseconds each": 1e6 * rechecking.wall_seconds / (size + drawn.statements), "pulled": pulled,
            "load": load(),
        },
    )  # fmt: skip
    yield Measure(
        f"{drawn.statements:,} statements drawn up", None, "100,000 in minutes",
        {
            "drawn up/s": drawn.statements / drawing.wall_seconds,
            "prepared/s": drawn.statements / preparing.wall_seconds, "load": load(),
        },
    )  # fmt: skip
