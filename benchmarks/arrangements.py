"""The watch over many arrangements, and their pages, beside COPY of the rows it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median
from typing import Any

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.arrangements import promising, standing
from piperoll.arrangements.watch_arrangements import watch_arrangements
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.documents.load_templates import load_templates
from piperoll.recovery import ladder

SIZE = 20_000
A_PAGE = 51
_AGREED = """
INSERT INTO authority_request (id, act, service_id, customer_id, subject, amount_pence, age_days, reason, why, evidence, changes, details, asked_by_id, asked_on, known_at, run_id)
  SELECT c.id, 'arrangement', (SELECT min(id) FROM council_service), c.id, c.reference, 1, 0, 'hardship', 'Hours cut', '', '[]', '{{}}',
         (SELECT min(id) FROM authority_user), date '{on}' - 60, '{at}', 1000000 FROM customers_customer c WHERE EXISTS ({open});
INSERT INTO arrangements_arrangement (id, customer_id, request_id, agreed_on, every, method, total_pence, run_id)
  SELECT q.id, q.id, q.id, q.asked_on, 'weekly', 'any', (SELECT sum(open_pence) FROM receivables_itembalance b WHERE b.customer_id = q.id AND b.open_pence > 0), 1000000
  FROM authority_request q;
INSERT INTO arrangements_debt (arrangement_id, item_id, pence, run_id)
  SELECT a.id, b.item_id, b.open_pence, 1000000 FROM arrangements_arrangement a JOIN receivables_itembalance b ON b.customer_id = a.customer_id AND b.open_pence > 0;
INSERT INTO arrangements_livedebt (item_id, arrangement_id) SELECT item_id, arrangement_id FROM arrangements_debt;
INSERT INTO arrangements_plannedpayment (arrangement_id, due_on, pence, run_id)
  SELECT a.id, date '{on}' + n * 7 - CASE a.id % 2 WHEN 0 THEN 40 ELSE 0 END, CASE n WHEN 0 THEN a.total_pence - a.total_pence / 10 * 9 ELSE a.total_pence / 10 END, 1000000
  FROM arrangements_arrangement a, generate_series(0, 9) n WHERE n = 0 OR a.total_pence >= 10;
UPDATE receivables_itembalance b SET open_pence = 0 FROM arrangements_livedebt l WHERE l.item_id = b.item_id AND l.arrangement_id % 20 = 0;
INSERT INTO arrangements_promise (customer_id, pence, by_on, promised_on, promised_by, heard, note, run_id)
  SELECT id, 4000, date '{on}' + (id % 20)::int - 10, date '{on}' - 12, 'Themself', 'phone', '', 1000000 FROM customers_customer;
"""
_OPEN = "SELECT FROM receivables_itembalance b WHERE b.customer_id = c.id AND b.open_pence > 0"
_WENT = """
UPDATE dispatch_outbox SET state = 'sent';
INSERT INTO dispatch_event (document_id, event, state, reason, reference, happened_at, run_id)
  SELECT id, 'send', 'sent', '', '', prepared_at, run_id FROM dispatch_document
"""
_WRITTEN = ("arrangements_courtesy", "arrangements_end", "dispatch_document", "dispatch_outbox")


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` customers with four invoices each, nearly all of whom pay over time: half of them late, one in twenty paid;
    looked at, and again when the days to answer are over. Each has promised something too."""
    fill(books, customers=size, invoices=4 * size)
    by = actor_of(User.objects.get(username="bench"))
    load_templates(on=ON, at=AT, by=by)
    with books.owner() as owner:
        _all(owner, _AGREED.format(on=ON, at=AT, open=_OPEN))
    with timed() as first:
        late = watch_arrangements(on=ON, at=AT, by=by)
    with books.owner() as owner:
        _all(owner, _WENT)
    week = timedelta(days=9)
    with timed() as second:
        over = watch_arrangements(on=ON + week, at=AT + week, by=by)
    told = {name: _milliseconds(ask) for name, ask in _pages().items()}
    theirs = books.as_copied(dict.fromkeys(_WRITTEN, "true"))
    yield Measure(
        f"{late.arrangements:,} arrangements watched : COPY of what it wrote",
        theirs / (first.wall_seconds + second.wall_seconds), "20,000 in seconds",
        {
            "late written to": late.late, "s": first.wall_seconds, "broken later": over.broken,
            "that s": second.wall_seconds, "COPY s": theirs, "peak MB": peak_memory_mb(), "load": load(),
        },
    )  # fmt: skip
    yield Measure("pages of arrangements and promises", None, "each < 100 ms", {**told, "load": load()})


def _pages() -> dict[str, Callable[[], Any]]:
    on, one = ON + timedelta(days=9), 7
    return {
        "all that stand ms": lambda: standing.listed(on, most=A_PAGE),
        "counts ms": lambda: standing.counts(on),
        "one ms": lambda: standing.stands(one, on),
        "a customer's ms": lambda: standing.listed(on, account=one, ended=True, most=A_PAGE),
        "promises ms": lambda: promising.listed(on, most=A_PAGE),
        "a customer's promises ms": lambda: promising.listed(on, account=one, most=A_PAGE),
        "a customer's ladder ms": lambda: ladder.standing(on, one),
    }


def _all(owner: Any, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            owner.execute(statement)
    owner.execute("VACUUM ANALYZE")


def _milliseconds(ask: Callable[[], Any]) -> float:
    """The median of five, the first left out."""
    ask()
    taken = []
    for _ in range(5):
        with timed() as one:
            ask()
        taken.append(one.wall_seconds * 1000)
    return median(taken)
