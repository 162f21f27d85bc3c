"""The suite's own databases: a migrated template kept between runs, and one throwaway copy of it for each test process.

The suite acts as the application's role and cleans up as the owner, just as the house runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege

from piperoll.config import embedded_postgres, home, migrating
from piperoll.config.database import DatabaseAddresses, django_databases
from piperoll.config.environment import CLONE
from piperoll.config.roles import ensure_role, lend_database

PREFIX = "piperoll_test_" + hashlib.sha256(f"{os.uname().nodename}:{CLONE}".encode()).hexdigest()[:8]


@dataclass
class Throwaway:
    """This process's copy: connection strings for its three roles, and the rows migrations put there."""

    superuser_url: str
    addresses: DatabaseAddresses
    seeds: dict[str, bytes] = field(default_factory=dict)

    def clean(self) -> None:
        """Empty every table that holds rows, then put back what the migrations had put there.

        A server's own superuser deletes the few rows behind the triggers' backs, three times as fast as TRUNCATE, which
        makes every table and index that leans on them anew; anybody else truncates.
        """
        try:
            self._empty(self.superuser_url, delete=True)
        except InsufficientPrivilege:
            self._empty(self.addresses.owner_url, delete=False)

    def _empty(self, url: str, *, delete: bool) -> None:
        with psycopg.connect(url) as connection:
            if delete:
                connection.execute("SET session_replication_role = replica")
            filled = [sql.Identifier(name) for name in _filled(connection)]
            if delete:
                for table in filled:
                    connection.execute(sql.SQL("DELETE FROM {}").format(table))
            elif filled:
                connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(filled)))
                connection.execute("SET CONSTRAINTS ALL DEFERRED")
            for name, rows in self.seeds.items():
                with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                    copy.write(rows)


@contextmanager
def throwaway() -> Iterator[Throwaway]:
    """A migrated database of this process's own, dropped at the end; Django's two aliases lead to it."""
    server = _server()
    name = f"{PREFIX}_{os.getpid()}"
    with home.only_one("tests"):
        passwords = _passwords()
        template = _template(server, passwords)
        with psycopg.connect(server, autocommit=True) as cluster:
            _sweep(cluster)
            copying = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
            cluster.execute(copying.format(*map(sql.Identifier, (name, template, f"{PREFIX}_owner"))))
            hurry = sql.SQL("ALTER DATABASE {} SET synchronous_commit = off")  # nobody needs it after a power cut
            cluster.execute(hurry.format(sql.Identifier(name)))
    copy = Throwaway(make_conninfo(server, dbname=name), _addresses(server, name, passwords))
    with psycopg.connect(copy.superuser_url, autocommit=True) as inside:
        lend_database(inside, f"{PREFIX}_app")
    copy.seeds = _seeds(copy.addresses.owner_url)
    _lead_django_to(copy.addresses)
    yield copy
    connections.close_all()
    with psycopg.connect(server, autocommit=True) as cluster:
        _drop(cluster, name)


def _server() -> str:
    """Whoever may make databases: the owner of DATABASE_URL's server, else the embedded server's superuser."""
    outside = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL")
    return outside or embedded_postgres.ensure_running().address()


def _template(server: str, passwords: dict[str, str]) -> str:
    """The migrated template's name; it is remade when a migration, model or privilege has changed."""
    name = f"{PREFIX}_template"
    with psycopg.connect(server, autocommit=True) as cluster:
        found = cluster.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if found and found[0] == _fingerprint():
            return name
        _drop(cluster, name)
        for role, password in passwords.items():
            ensure_role(cluster, f"{PREFIX}_{role}", password)
        owner = sql.Identifier(f"{PREFIX}_owner")
        cluster.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
        cluster.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), owner))
    with psycopg.connect(make_conninfo(server, dbname=name), autocommit=True) as inside:
        inside.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))
        lend_database(inside, f"{PREFIX}_app")
    _lead_django_to(_addresses(server, name, passwords))
    migrating.migrate(StringIO())
    connections.close_all()
    with psycopg.connect(server, autocommit=True) as cluster:
        finished = sql.SQL("COMMENT ON DATABASE {} IS {}")
        cluster.execute(finished.format(sql.Identifier(name), sql.Literal(_fingerprint())))
    return name


def _fingerprint() -> str:
    """What the template depends on: models, migrations, privileges and whatever they lean on in those folders."""
    source = CLONE / "src" / "piperoll"
    files = [*source.glob("*/migrations/*"), *source.glob("*/models.py"), *source.glob("database/*.py")]
    known = hashlib.sha256((CLONE / "requirements.lock").read_bytes())
    for file in sorted(file for file in files if file.is_file()):
        known.update(str(file.relative_to(source)).encode() + file.read_bytes())
    return known.hexdigest()


def _passwords() -> dict[str, str]:
    file = home.private_folder("tests") / "passwords.json"
    if not file.exists():
        home.write_private(file, json.dumps({role: secrets.token_urlsafe(24) for role in ("owner", "app")}))
    passwords: dict[str, str] = json.loads(file.read_text())
    return passwords


def _addresses(server: str, database: str, passwords: dict[str, str]) -> DatabaseAddresses:
    app, owner = (
        make_conninfo(server, dbname=database, user=f"{PREFIX}_{role}", password=passwords[role])
        for role in ("app", "owner")
    )
    return DatabaseAddresses(app, owner)


def _lead_django_to(addresses: DatabaseAddresses) -> None:
    for alias, own in django_databases(addresses).items():
        connections[alias].close()
        connections[alias].settings_dict.update(own)


def _sweep(cluster: psycopg.Connection) -> None:
    """Drop copies whose process is gone (it was killed before it could)."""
    named = cluster.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [PREFIX + "\\_%"]).fetchall()
    for (name,) in named:
        pid = name.removeprefix(f"{PREFIX}_")
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            _drop(cluster, name)


def _drop(cluster: psycopg.Connection, name: str) -> None:
    cluster.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _filled(owner: psycopg.Connection) -> list[str]:
    """The tables that hold at least one row, migrations' own record apart."""
    tables = owner.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
    ).fetchall()
    each = (
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for (name,) in tables
    )
    return [name for (name,) in owner.execute(sql.SQL(" UNION ALL ").join(each)).fetchall()] if tables else []


def _seeds(owner_url: str) -> dict[str, bytes]:
    """The rows migrations left, by table, as COPY writes them."""
    seeds = {}
    with psycopg.connect(owner_url) as owner:
        for table in _filled(owner):
            with owner.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                seeds[table] = b"".join(bytes(rows) for rows in copy)
    return seeds
