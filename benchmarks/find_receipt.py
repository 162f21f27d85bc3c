"""Finding a receipt in milliseconds of the server's, by words, sum and day, with years of bank lines behind it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from benchmarks.bench_books import ON, Books
from benchmarks.measures import Measure, load, timed
from piperoll.council.models import BankAccount
from piperoll.receipting.finding import Found, find

SIZE = 2_000_000
ROUNDS = 20
YEARS = 8


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` bank lines over eight years, each with a payer of its own; every tenth of them wrote the same word."""
    books.fresh()
    facts = {"size": size, "on": ON, "days": YEARS * 365, "account": BankAccount.objects.earliest("id").pk}
    with books.owner() as owner:
        for statement in _FILL:
            owner.execute(statement, facts)
        owner.execute("ANALYZE")
    yield _measured("find by two words, ms", lambda: find(words=f"payer {size // 2}"))
    yield _measured("find by a word every tenth has, ms", lambda: find(words="rent"))
    yield _measured("find by sum, ms", lambda: find(pence=12_34))
    yield _measured("find by day, ms", lambda: find(since=ON - timedelta(days=400), until=ON - timedelta(days=390)))


def _measured(name: str, act: Callable[[], Found]) -> Measure:
    taken = []
    for _ in range(ROUNDS):
        with timed() as clock:
            found: Any = act()
        taken.append(clock.wall_seconds * 1000)
        assert found.receipts, name
    return Measure(name, None, "< 200", {"median": statistics.median(taken), "worst": max(taken), "load": load()})


_RUN = "(SELECT max(id) FROM runs_run)"
_FILL = [
    "INSERT INTO receipting_statement (bank_account_id, sequence, format, bank_reference, opened_on, closed_on, opening_pence, closing_pence,"
    f" line_count, entered_balance, run_id) VALUES (%(account)s, 1, 'camt.053', '', %(on)s, %(on)s, 0, 0, %(size)s, false, {_RUN})",
    "INSERT INTO receipting_bankline (statement_id, line_number, booked_on, value_on, amount_pence, type_code, kind, fingerprint, text_digest, run_id)"
    " SELECT (SELECT max(id) FROM receipting_statement), n, %(on)s - n %% %(days)s, %(on)s, 100 + n %% 90000, 'FPI', 'faster payment',"
    f" sha256(n::text::bytea), '', {_RUN} FROM generate_series(1, %(size)s) n",
    "INSERT INTO receipting_banklinetext (line_id, salt, payer_name, narrative, payment_references)"
    " SELECT id, '', 'PAYER ' || id, 'PAYMENT ' || id || CASE WHEN id %% 10 = 0 THEN ' RENT' ELSE '' END, '[]' FROM receipting_bankline",
    "INSERT INTO receipting_receipt (reference, bank_line_id, bank_account_id, received_on, amount_pence, run_id)"
    f" SELECT 'B-' || id, id, %(account)s, booked_on, amount_pence, {_RUN} FROM receipting_bankline ORDER BY id",
    "INSERT INTO receipting_suspense (receipt_id, open_pence, state, reason) SELECT id, 0, 'placed', '' FROM receipting_receipt",
]  # fmt: skip
