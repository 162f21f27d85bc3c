"""Someone else's PostgreSQL: one address is enough when its role may make the other, and every lack has its sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from piperoll.config import outside_database
from throwaway_database import PREFIX, Throwaway


@dataclass(frozen=True)
class Outside:
    """A database of an owner's, and three people who might sign in to it."""

    name: str
    server: str
    role: str

    def address(self, who: str, database: str | None = None) -> str:
        return make_conninfo(self.server, dbname=database or self.name, user=f"{self.role}_{who}", password="s3cret")

    @property
    def superuser(self) -> str:
        return make_conninfo(self.server, dbname=self.name)


@pytest.fixture
def outside(throwaway_database: Throwaway) -> Iterator[Outside]:
    """Roles: `maker` owns the database and may make roles, `owner` may not, `guest` owns nothing."""
    name = f"{PREFIX}_outside_{os.getpid()}"
    made = Outside(name, throwaway_database.superuser_url, name)
    with psycopg.connect(made.server, autocommit=True) as cluster:
        for who, may in {"maker": "CREATEROLE", "owner": "", "guest": ""}.items():
            create = sql.SQL(f"CREATE ROLE {{}} LOGIN PASSWORD 's3cret' {may}")
            cluster.execute(create.format(sql.Identifier(f"{name}_{who}")))
        owners = (sql.Identifier(name), sql.Identifier(f"{name}_maker"))
        cluster.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*owners))
    yield made
    with psycopg.connect(made.server, autocommit=True) as cluster:
        cluster.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        for who in ("app", "guest", "owner", "maker"):
            cluster.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{name}_{who}")))


def test_one_address_is_enough_for_an_owner_who_may_make_roles(outside: Outside) -> None:
    url = outside.address("maker")
    app_url, owner_url = outside_database.prepare("anytown", url, None)
    assert owner_url == url
    assert conninfo_to_dict(app_url)["user"] == f"{outside.name}_app"
    with psycopg.connect(app_url) as application, pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("CREATE TABLE mine (id int)")
    assert outside_database.prepare("anytown", url, None) == (app_url, owner_url)


def test_one_address_is_enough_for_a_superuser(outside: Outside) -> None:
    app_url, owner_url = outside_database.prepare("anytown", outside.superuser, None)
    assert owner_url == outside.superuser
    psycopg.connect(app_url).close()


def test_a_database_holds_one_councils_books(outside: Outside) -> None:
    outside_database.prepare("anytown", outside.address("guest"), outside.address("maker"))
    with pytest.raises(outside_database.AnotherCouncils, match="holds the books of anytown, not of elsewhere"):
        outside_database.prepare("elsewhere", outside.address("guest"), outside.address("maker"))


def test_an_owner_who_may_not_make_roles_is_asked_for_another_address(outside: Outside) -> None:
    with psycopg.connect(outside.superuser, autocommit=True) as cluster:
        names = (sql.Identifier(outside.name), sql.Identifier(f"{outside.name}_owner"))
        cluster.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(*names))
    with pytest.raises(outside_database.NeedsOwnerUrl, match="may not make the application's role"):
        outside_database.prepare("anytown", outside.address("owner"), None)


def test_a_guest_is_asked_for_the_owners_address(outside: Outside) -> None:
    with pytest.raises(outside_database.NeedsOwnerUrl, match="may not grant the application its rights"):
        outside_database.prepare("anytown", outside.address("guest"), None)


def test_two_addresses_are_used_as_they_are(outside: Outside) -> None:
    both = (outside.address("guest"), outside.address("maker"))
    assert outside_database.prepare("anytown", *both) == both


def test_two_addresses_must_belong_together(outside: Outside) -> None:
    maker = outside.address("maker")
    with pytest.raises(outside_database.SameRoleTwice):
        outside_database.prepare("anytown", maker, maker)
    with pytest.raises(outside_database.NotTheSameDatabase):
        outside_database.prepare("anytown", outside.address("guest", "postgres"), maker)
    with pytest.raises(outside_database.TooMighty):
        outside_database.prepare("anytown", outside.superuser, maker)


def test_an_old_postgresql_is_refused_by_its_version(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside_database, "OLDEST_MAJOR", 99)
    with pytest.raises(outside_database.DatabaseTooOld, match=r"is PostgreSQL \d+"):
        outside_database.prepare("anytown", outside.address("maker"), None)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("nonsense", "it should read postgresql://"),
        ("mysql://root:hush@db.example/books", "it should read postgresql://"),
        ("postgresql://someone:hush@127.0.0.1:9/books", "Connection refused"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_sentence_without_its_password(url: str, why: str) -> None:
    with pytest.raises(outside_database.CannotReachDatabase, match=why) as refusal:
        outside_database.prepare("anytown", url, None)
    assert "hush" not in str(refusal.value)
