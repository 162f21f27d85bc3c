"""A long statement banked and allocated, against COPY of the same rows into the same tables with the matching in bare
SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bench_books import AT, ON, Books
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.foundations.references import ReferenceScheme
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.import_statement import import_statement

SIZE = 100_000
OPEN_A_LINE = 10
"""So many open items for each line: a million for a hundred thousand."""
TOTAL_PENCE = 7310
BANKED = (
    "ledger_posting",
    "receipting_bankline",
    "receipting_banklinetext",
    "receipting_receipt",
    "receipting_suspense",
)
TABLES = (
    "ledger_journal", "ledger_posting", "receipting_statement", "receipting_bankline", "receipting_banklinetext",
    "receipting_receipt", "receipting_suspense", "receipting_match", "receivables_item", "receivables_itembalance",
    "receipting_placement", "receivables_allocation",
)  # fmt: skip
MATCH = """
CREATE TEMP TABLE matched ON COMMIT DROP AS
SELECT t.line_id, i.id AS item_id FROM receipting_banklinetext t
JOIN billing_invoice v ON v.number = substring(t.narrative from 'AT[0-9]{10}') JOIN receivables_item i ON i.invoice_id = v.id
"""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` payments, each quoting the reference of one of ten times as many open invoices, in a CSV."""
    by = books.fresh()
    fill(books, invoices=size * OPEN_A_LINE)
    allocate_receipts(on=ON, at=AT, by=by)  # every customer's name keyed, as in a council that has run for a day
    statement = write_statement(books.folder / "statement.csv", size)
    with timed() as imported:
        banked = import_statement(file=statement, bank_account="MAIN", on=ON, at=AT, by=by)
    with timed() as allocated:
        done = allocate_receipts(on=ON, at=AT, by=by)
    assert done.allocated == size, done
    memory = peak_memory_mb()
    ours = imported.wall_seconds + allocated.wall_seconds
    yardstick = books.as_copied(_rows_of(TABLES, [done.run, banked.run]), also=MATCH)
    yield Measure(
        f"import and allocate {size:,} lines : COPY-match-insert", yardstick / ours, "≥ 0.30, 100,000 in 60 s",
        {"s": ours, "import/s": size / imported.wall_seconds, "allocate/s": size / allocated.wall_seconds,
         "our own cpu s": imported.cpu_seconds + allocated.cpu_seconds,
         "yardstick/s": size / yardstick, "peak MB": memory, "load": load()},
    )  # fmt: skip
    bare = books.as_copied(_rows_of(BANKED, [banked.run]))
    yield Measure(
        f"import {size:,} lines : COPY of their rows", bare / imported.wall_seconds, "≥ 0.50",
        {"import/s": size / imported.wall_seconds, "COPY/s": size / bare, "load": load()},
    )  # fmt: skip


def fill(books: Books, *, invoices: int) -> None:
    """So many open invoices of one sum, five to a customer."""
    facts = {"invoices": invoices, "customers": max(invoices // 5, 1), "on": ON, "at": AT, "pence": TOTAL_PENCE}
    with books.owner() as owner:
        for statement in _FILL:
            owner.execute(statement, facts)
        for table in ("customers_customer", "billing_invoice", "receivables_item"):
            owner.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        owner.execute("ANALYZE")


_JOURNAL, _RUN = "(SELECT max(id) FROM ledger_journal)", "(SELECT max(id) FROM runs_run)"
_FILL = [
    "INSERT INTO customers_customer (id, reference, kind, name, title, first_name, last_name, trading_as, company_number, created_at)"
    " SELECT n, council_reference('C', 7, true, n), 'company', 'Customer ' || n || ' Ltd', '', '', '', '', '', %(at)s FROM generate_series(1, %(customers)s) n",
    "INSERT INTO customers_address (customer_id, lines, postcode, valid_from) SELECT id, '1 Brine Street', 'AN1 1AA', '2020-01-01' FROM customers_customer",
    "INSERT INTO ledger_journal (id, run_id, kind, source_id, effective_on, known_at, digest)"
    f" SELECT nextval('ledger_journal_id_seq'), {_RUN}, 'invoice', 0, %(on)s, %(at)s, ''",
    "INSERT INTO billing_invoice (id, number, customer_id, service_id, invoiced_on, tax_point_on, net_pence, vat_pence, gross_pence, is_vat_invoice,"
    " billed_to, purchase_order, journal_id, run_id)"
    " SELECT n, council_reference('AT', 8, true, n), 1 + n %% %(customers)s, (SELECT min(id) FROM council_service), %(on)s, %(on)s, %(pence)s, 0,"
    f" %(pence)s, false, 'x', '', {_JOURNAL}, {_RUN} FROM generate_series(1, %(invoices)s) n",
    "INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, due_on, known_at, reference, invoice_id, service_id, journal_id, run_id)"
    " SELECT id, customer_id, 'instalment', gross_pence, invoiced_on, invoiced_on + 28, %(at)s, number, id, service_id, journal_id, run_id FROM billing_invoice",
    "INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT id, customer_id, amount_pence FROM receivables_item",
]  # fmt: skip


def write_statement(file: Path, size: int) -> Path:
    """A Lloyds-style CSV with a running balance: one payment for every tenth invoice."""
    scheme = ReferenceScheme("AT", 8)
    with file.open("w", encoding="utf-8") as out:
        out.write(
            "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance\n"
        )
        for n in range(size):
            balance, invoice = (n + 1) * TOTAL_PENCE, 1 + n * OPEN_A_LINE
            payer = 1 + invoice % max(size * OPEN_A_LINE // 5, 1)
            out.write(
                f"23/11/2026,FPI,'08-99-99,66374958,CUSTOMER {payer} LTD {scheme.write(invoice)},,"
                f"{TOTAL_PENCE / 100:.2f},{balance / 100:.2f}\n"
            )
    return file


def _rows_of(tables: Sequence[str], runs: list[int]) -> dict[str, str]:
    """For each table, the condition that names the rows these runs added."""
    these = f"run_id IN ({', '.join(map(str, runs))})"
    lines = f"(SELECT id FROM receipting_bankline WHERE {these})"
    elsewhere = {
        "ledger_posting": f"journal_id IN (SELECT id FROM ledger_journal WHERE {these})",
        "receipting_banklinetext": f"line_id IN {lines}",
        "receipting_suspense": f"receipt_id IN (SELECT id FROM receipting_receipt WHERE {these})",
        "receivables_itembalance": f"item_id IN (SELECT id FROM receivables_item WHERE {these})",
    }
    return {table: elsewhere.get(table, these) for table in tables}
