"""One receipt that pays ten thousand invoices: placed by an officer, its seconds, and the same rows by COPY."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, timed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.council.models import BankAccount
from piperoll.receipting.models import Receipt
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receivables.models import ItemBalance

SIZE = 10_000
CUSTOMER = 1
_NUMBERED = (
    "runs_run", "ledger_journal", "receivables_item", "receipting_receipt", "receipting_match", "receipting_placement",
)  # fmt: skip


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` open invoices of one customer, twice as many paid ones behind them, and one receipt for them all."""
    fill(books, customers=CUSTOMER, invoices=3 * size)
    owed = dict(ItemBalance.objects.filter(open_pence__gt=0).values_list("item_id", "open_pence"))
    receipt = _received(books, sum(owed.values()))
    last = _last_allocation(books)
    by = actor_of(User.objects.get(username="bench"))
    with timed() as clock:
        placed = place_receipt(receipt=receipt, customer=CUSTOMER, allocations=owed, on=ON, at=AT, by=by)
    assert placed.allocated_pence == sum(owed.values())
    copied = books.as_copied({"receivables_allocation": f"id > {last}"})
    more = {"s": clock.wall_seconds, "invoices": len(owed), "COPY of the allocations s": copied, "load": load()}
    yield Measure(f"one receipt over {len(owed):,} invoices", clock.wall_seconds / copied, "< 1 s", more)


def _received(books: Books, pence: int) -> int:
    with books.owner() as owner:
        for table in _NUMBERED:
            owner.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        facts = {"on": ON, "pence": pence, "account": BankAccount.objects.earliest("id").pk}
        for statement in _RECEIVED:
            owner.execute(statement, facts)
        owner.execute("ANALYZE")
    return Receipt.objects.latest("id").pk


def _last_allocation(books: Books) -> int:
    with books.owner() as owner:
        return int(owner.execute("SELECT max(id) FROM receivables_allocation").fetchone()[0])


_RUN = "(SELECT max(id) FROM runs_run)"
_RECEIVED = [
    "INSERT INTO receipting_statement (bank_account_id, sequence, format, bank_reference, opened_on, closed_on, opening_pence, closing_pence,"
    f" line_count, entered_balance, run_id) VALUES (%(account)s, 1, 'camt.053', '', %(on)s, %(on)s, 0, %(pence)s, 1, false, {_RUN})",
    "INSERT INTO receipting_bankline (statement_id, line_number, booked_on, value_on, amount_pence, type_code, kind, fingerprint, text_digest, run_id)"
    f" SELECT max(id), 1, %(on)s, %(on)s, %(pence)s, 'FPI', 'faster payment', sha256('one'), '', {_RUN} FROM receipting_statement",
    "INSERT INTO receipting_banklinetext (line_id, salt, payer_name, narrative, payment_references)"
    " SELECT max(id), '', 'PAYER OF MANY', 'PAYMENT OF ALL', '[]' FROM receipting_bankline",
    "INSERT INTO receipting_receipt (reference, bank_line_id, bank_account_id, received_on, amount_pence, run_id)"
    f" SELECT 'B-1', max(id), %(account)s, %(on)s, %(pence)s, {_RUN} FROM receipting_bankline",
    "INSERT INTO receipting_suspense (receipt_id, open_pence, state, reason)"
    " SELECT max(id), %(pence)s, 'open', '' FROM receipting_receipt",
]  # fmt: skip
