"""Keys looked up once a statement hold as PostgreSQL's own do, for whoever asks."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from bacs.collecting import collected
from piperoll.bacs.models import Collection, LiveItem
from piperoll.foundations.actors import Actor

COPIED = ["mandate_id", "account_id", "customer_id", "noticed_id", "represents_id"]
OTHERS = [
    ("bacs_collectionitem", "collection_id", "%s, item_id, amount_pence, run_id", "collection_id, item_id, amount_pence, run_id"),
    ("bacs_collectionitem", "item_id", "collection_id, %s, amount_pence, run_id", "collection_id, item_id, amount_pence, run_id"),
    ("bacs_liveitem", "item_id", "%s, collection_id", "item_id, collection_id"),
    ("bacs_liveitem", "collection_id", "item_id + 1, %s", "item_id, collection_id"),
    ("bacs_collectioncredit", "collection_id", "%s, customer_id, item_id + 1, 1, journal_id, run_id",
     "collection_id, customer_id, item_id, amount_pence, journal_id, run_id"),
    ("bacs_collectioncredit", "item_id", "collection_id, customer_id, %s, 1, journal_id, run_id",
     "collection_id, customer_id, item_id, amount_pence, journal_id, run_id"),
]  # fmt: skip
NOBODYS = 987_654_321


@pytest.fixture
def collection(olive: Actor, oscar: Actor, tmp_path: Path) -> Collection:
    """A collection, released and filed."""
    return collected(tmp_path, olive, oscar, "120.50")


def refused(query: str, *values: object) -> str:
    """What the database says to the application's role."""
    with pytest.raises(IntegrityError) as said, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, values)
    return str(said.value)


@pytest.mark.parametrize("key", ["collection_run_id", *COPIED])
def test_a_collection_leans_on_rows_there_are(collection: Collection, key: str) -> None:
    columns = ["collection_run_id", *COPIED, "amount_pence", "collect_on", "run_id"]
    said = ["%s" if column == key else column for column in columns]
    code = "18" if key == "represents_id" else "17"
    insert = (
        f"INSERT INTO bacs_collection ({', '.join(columns)}, code) "
        f"SELECT {', '.join(said)}, '{code}' FROM bacs_collection"
    )
    assert f'"bacs_collection_{key}_fk"' in refused(insert, NOBODYS)


@pytest.mark.parametrize(("table", "key", "said", "columns"), OTHERS)
def test_what_hangs_on_a_collection_leans_on_rows_there_are(
    collection: Collection, table: str, key: str, said: str, columns: str
) -> None:
    answer = refused(f"INSERT INTO {table} ({columns}) SELECT {said} FROM {table}", NOBODYS)
    assert f'"{table}_{key}_fk"' in answer
    assert str(NOBODYS) in answer


def test_what_was_never_collected_does_not_end(collection: Collection) -> None:
    insert = "INSERT INTO bacs_collectionend (collection_id, what, code, reason, ended_on, run_id) VALUES (%s, 'dropped', '', '', now(), 1)"
    assert "bacs_collectionend_collection_id_fk" in refused(insert, NOBODYS)


def test_one_row_astray_among_many_takes_all_of_them_back(
    collection: Collection, as_superuser: psycopg.Connection
) -> None:
    before = LiveItem.objects.count()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("DELETE FROM bacs_liveitem")
    refused(
        "INSERT INTO bacs_liveitem (item_id, collection_id) SELECT item_id, collection_id FROM bacs_collectionitem UNION SELECT %s, %s",
        NOBODYS, collection.pk,
    )  # fmt: skip
    assert before == 1
    assert not LiveItem.objects.exists()


def test_a_key_is_not_changed_to_one_that_is_not_there_nor_to_any(collection: Collection) -> None:
    assert "never given to another" in refused("UPDATE bacs_liveitem SET collection_id = %s", NOBODYS)


def test_nobody_deletes_what_others_lean_on(collection: Collection, as_owner: psycopg.Connection) -> None:
    assert "never deleted" in refused("DELETE FROM customers_customer WHERE reference = %s", "nobody")
    for table in ("customers_customer", "bacs_collection", "direct_debit_mandate", "receivables_item"):
        with pytest.raises(psycopg.errors.RestrictViolation), as_owner.transaction():
            as_owner.execute(f"DELETE FROM {table}")
