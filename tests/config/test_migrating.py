"""The short cut by which an empty database is migrated leads to the same tables as Django's own way."""

from __future__ import annotations

from contextlib import nullcontext
from io import StringIO

import psycopg
import pytest
from django.db import connections
from django.db.migrations.state import ProjectState
from psycopg import sql
from psycopg.conninfo import make_conninfo

from piperoll.config import migrating
from piperoll.config.database import DatabaseAddresses, django_databases
from piperoll.database import privileges
from throwaway_database import PREFIX, Throwaway

CATALOGUE = """
    SELECT table_name || '.' || column_name || concat_ws(' ', '', data_type, is_nullable, column_default,
                                                        character_maximum_length)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT viewname || definition FROM pg_views WHERE schemaname = 'public'
    ORDER BY 1
"""


def test_there_is_still_something_to_cut_short() -> None:
    state = ProjectState()
    whole = ProjectState._find_reload_model  # type: ignore[attr-defined]
    with migrating._only_what_changed():
        assert ProjectState._find_reload_model is not whole  # type: ignore[attr-defined]
        assert state._find_reload_model("ledger", "run") == {("ledger", "run")}  # type: ignore[attr-defined]
        assert state.is_delayed
    assert ProjectState._find_reload_model is whole  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_short_cut_leads_to_the_same_tables(books: Throwaway, monkeypatch: pytest.MonkeyPatch) -> None:
    """`books` were migrated by the short cut; here is an empty database migrated as Django does it by itself."""
    name = f"{PREFIX}_whole"
    with psycopg.connect(books.superuser_url, autocommit=True) as cluster:
        cluster.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        cluster.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(f"{PREFIX}_owner"))
        )
    there = DatabaseAddresses(
        make_conninfo(books.addresses.app_url, dbname=name), make_conninfo(books.addresses.owner_url, dbname=name)
    )
    with psycopg.connect(make_conninfo(books.superuser_url, dbname=name), autocommit=True) as inside:
        inside.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(f"{PREFIX}_owner")))
    monkeypatch.setattr(migrating, "_only_what_changed", nullcontext)
    try:
        _lead_to(there)
        migrating.migrate(StringIO())
    finally:
        _lead_to(books.addresses)
    assert _catalogue(there.owner_url) == _catalogue(books.addresses.owner_url)
    with psycopg.connect(books.superuser_url, autocommit=True) as cluster:
        cluster.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _lead_to(addresses: DatabaseAddresses) -> None:
    for alias, own in django_databases(addresses).items():
        connections[alias].close()
        connections[alias].settings_dict.update(own)


def _catalogue(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute(CATALOGUE).fetchall()]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_belt_is_put_on_again_and_waits_for_nobody_at_work(
    books: Throwaway, as_superuser: psycopg.Connection
) -> None:
    as_superuser.execute("ALTER TABLE billing_creditnote DISABLE TRIGGER append_only")
    as_superuser.execute("DROP TRIGGER append_only ON dispatch_document")
    with psycopg.connect(books.addresses.app_url) as at_work, connections["owner"].cursor() as owner:
        at_work.execute("LOCK TABLE billing_invoice IN ROW EXCLUSIVE MODE")
        owner.execute("SET lock_timeout = '2s'")
        privileges.apply()
        owner.execute("RESET lock_timeout")
    found = as_superuser.execute(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled = 'O'"
    )
    assert {name for (name,) in found} == set(privileges.append_only_tables())
