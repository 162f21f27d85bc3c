"""Connection strings become Django's two aliases: the application's, and the owner's."""

from __future__ import annotations

import pytest

from piperoll.config import outside_database
from piperoll.config.database import DatabaseAddresses, choose, django_databases


def test_each_alias_signs_in_as_its_own_role() -> None:
    addresses = DatabaseAddresses(
        "postgresql://app:s%20ecret@db.example:6432/books?sslmode=require&connect_timeout=3",
        "host='/a path/socket' dbname=books user=owner password='it''s'".replace("''", "\\'"),
    )
    databases = django_databases(addresses)
    default, owner = databases["default"], databases["owner"]
    assert (default["NAME"], default["USER"], default["PASSWORD"]) == ("books", "app", "s ecret")
    assert (default["HOST"], default["PORT"]) == ("db.example", "6432")
    assert (default["OPTIONS"]["sslmode"], default["OPTIONS"]["connect_timeout"]) == ("require", "3")
    assert (owner["HOST"], owner["USER"], owner["PASSWORD"]) == ("/a path/socket", "owner", "it's")


def test_with_no_database_chosen_nothing_can_be_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPEROLL_APP_URL", raising=False)
    assert DatabaseAddresses.from_environment() is None
    assert django_databases(None)["default"]["NAME"] == "no database was chosen"


def test_an_owner_without_an_application_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db.example/books")
    with pytest.raises(outside_database.OnlyTheOwner):
        choose("anytown")
