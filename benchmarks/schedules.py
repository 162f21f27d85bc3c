"""Charges that come again: every schedule's month billed in one run, against COPY of the very same rows."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench_books import AT, ON, Books
from benchmarks.measures import Measure, load, timed
from benchmarks.raise_invoices import TABLES
from piperoll.billing.bill_schedules import bill_schedules
from piperoll.foundations.actors import Actor

SIZE = 20_000
BILLED = [table for table in TABLES if not table.startswith("customers_")]


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """One month of `size` schedules, each an invoice of its own."""
    by = books.fresh()
    fill(books, size, by)
    first = _billed(by, size)
    yardstick = books.as_copied(dict.fromkeys(BILLED, "true"))
    yield Measure(
        f"bill {size:,} schedules : COPY", yardstick / first, "≥ 0.50",
        {"charges/s": size / first, "COPY/s": size / yardstick, "load": load()},
    )  # fmt: skip


def fill(books: Books, size: int, by: Actor) -> None:
    """So many monthly schedules that begin on the day, one a customer."""
    with books.owner() as owner:
        owner.execute(
            "INSERT INTO customers_customer (id, reference, kind, name, title, first_name, last_name, trading_as, company_number, created_at)"
            " SELECT n, 'C' || lpad(n::text, 9, '0'), 'company', 'Firm ' || n || ' Ltd', '', '', '', '', '', %s FROM generate_series(1, %s) n",
            [AT, size],
        )
        owner.execute(
            "INSERT INTO customers_address (customer_id, lines, postcode, valid_from)"
            " SELECT n, n || ' High Street', 'AN1 2AB', date '2020-01-01' FROM generate_series(1, %s) n",
            [size],
        )
        (run,) = owner.execute("SELECT max(id) FROM runs_run").fetchone() or (None,)
        owner.execute(
            "INSERT INTO billing_schedule (id, service_id, customer_id, reference, description, frequency, in_advance, lead_days, pro_rata,"
            " starts_on, anchor_on, fee_code, concession, vat_code, account_id, purchase_order, run_id)"
            " SELECT n, a.service_id, n, 'S' || n, 'Wheeled bin, monthly', 'monthly', true, 0, true, %s, %s, '', '', 'N', a.id, '', %s"
            " FROM generate_series(1, %s) n, ledger_account a WHERE a.code = 'TW01'",
            [ON, ON, run, size],
        )
        owner.execute(
            "INSERT INTO billing_scheduleterms (schedule_id, valid_from, quantity, unit_price_pounds, reason, run_id)"
            " SELECT n, %s, 1, 10 + n %% 90, 'As it began', %s FROM generate_series(1, %s) n",
            [ON, run, size],
        )
        owner.execute("ANALYZE")


def _billed(by: Actor, size: int) -> float:
    with timed() as clock:
        billed = bill_schedules(on=ON, at=AT, by=by)
    assert (billed.invoices, billed.lines_rejected) == (size, 0)
    return clock.wall_seconds
