"""What hangs on items, journals and receipts leans on rows there are, though its keys are looked up once a statement."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from bacs.collecting import collected
from piperoll.foundations.actors import Actor

ADDED = {
    "receivables_item": "customer_id, journal_id, kind, amount_pence, effective_on, known_at, reference, run_id",
    "receivables_itembalance": "item_id, customer_id, open_pence",
    "receivables_allocation": "credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id",
    "ledger_posting": "journal_id, debit_account_id, credit_account_id, amount_pence, effective_on",
}
KEYS = [
    ("receivables_item", "customer_id"), ("receivables_item", "journal_id"), ("receivables_itembalance", "item_id"),
    ("receivables_allocation", "credit_item_id"), ("receivables_allocation", "debit_item_id"),
    ("ledger_posting", "journal_id"), ("ledger_posting", "debit_account_id"), ("ledger_posting", "credit_account_id"),
]  # fmt: skip
NOBODYS = 987_654_321


@pytest.fixture
def books_with_a_collection(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    """Invoices, items, postings and an allocation."""
    collected(tmp_path, olive, oscar, "120.50")


def refused(query: str) -> str:
    """What the database says to the application's role."""
    with pytest.raises(DatabaseError) as said, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query)
    return str(said.value)


def test_each_key_names_a_row_there_is(books_with_a_collection: None, as_owner: psycopg.Connection) -> None:
    for table, key in KEYS:
        columns = ADDED[table].split(", ")
        said = ", ".join(str(NOBODYS) if column == key else column for column in columns)
        insert = f"INSERT INTO {table} ({ADDED[table]}) SELECT {said} FROM {table} LIMIT 1"
        assert f'"{table}_{key}_fk"' in refused(insert)
        with pytest.raises(psycopg.errors.ForeignKeyViolation), as_owner.transaction():
            as_owner.execute(insert)


def test_a_balance_stays_its_items_and_an_account_is_never_deleted(
    books_with_a_collection: None, as_owner: psycopg.Connection
) -> None:
    assert "numbered anew" in refused("UPDATE receivables_itembalance SET item_id = item_id + 1000000")
    for table in ("ledger_account", "ledger_journal", "receivables_item", "receipting_receipt"):
        with pytest.raises(psycopg.errors.RestrictViolation), as_owner.transaction():
            as_owner.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("key", ["report_id", "mandate_id", "collection_id"])
def test_an_advice_leans_on_rows_there_are(books_with_a_collection: None, key: str) -> None:
    report = (
        "INSERT INTO bacs_bacsreport (kind, number, name, run_id) SELECT 'arudd', '1', 'a.xml', min(id) FROM runs_run"
    )
    with connection.cursor() as cursor:
        cursor.execute(report)
    keys = {"report_id": "(SELECT max(id) FROM bacs_bacsreport)", "mandate_id": "NULL", "collection_id": "NULL"}
    keys[key] = str(NOBODYS)
    insert = (
        "INSERT INTO bacs_advice (fingerprint, line, reference, code, meaning, done, next_step, exception, run_id, "
        f"{', '.join(keys)}) SELECT sha256('x'), 1, '', '', '', '', '', '', min(id), {', '.join(keys.values())} FROM runs_run"
    )
    assert f'"bacs_advice_{key}_fk"' in refused(insert)
