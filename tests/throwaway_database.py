"""The suite's own databases: a migrated template kept between runs, and one throwaway copy of it for each test process.

The suite acts as the application's role and cleans up as the owner, just as the house runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import LiteralString

import psycopg
from django.db import connection, connections
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege, OperationalError

from piperoll.config import embedded_postgres, home, migrating
from piperoll.config.database import DatabaseAddresses, django_databases
from piperoll.config.environment import CLONE
from piperoll.config.roles import ensure_role, lend_database

Books = tuple[tuple[str, str], ...]
"""What books hold: each filled table and the digest of its rows."""
PREFIX = "piperoll_test_" + hashlib.sha256(f"{os.uname().nodename}:{CLONE}".encode()).hexdigest()[:8]


@dataclass
class Throwaway:
    """This process's copy: connection strings for its three roles, and the rows migrations put there.

    The server's own superuser, who can go behind the triggers' backs, empties it and puts rows back by one connection
    that stays open: a new one would read the whole catalogue for each test.
    """

    superuser_url: str
    addresses: DatabaseAddresses
    seeds: dict[str, bytes] = field(default_factory=dict)
    seeded: Books = ()
    _known: dict[tuple[str, Books], dict[str, bytes]] = field(default_factory=dict)
    _superuser: psycopg.Connection | None = None

    def clean(self) -> None:
        """Empty every table that holds rows, then put back what the migrations had put there.

        A superuser deletes the few rows, three times as fast as TRUNCATE, which makes every table and index that leans
        on them anew, and leaves alone what is as the migrations left it; anybody else truncates.
        """
        with self._behind_their_backs() as behind:
            if behind:
                there, digests = dict(_digests(behind)), dict(self.seeded)
                changed = [name for name in sorted({*there, *digests}) if there.get(name) != digests.get(name)]
                behind.execute(_each("DELETE FROM {}", [name for name in changed if name in there]))
                _put_back(behind, {name: self.seeds[name] for name in changed if name in digests})
        if behind is None:
            self._truncate()

    def made_once(self, name: str, make: Callable[[], object]) -> None:
        """Make something the first time; from the same books, later put back the very rows that were there then.

        What is made may depend on nothing but the books; what it returns must be read from them.
        """
        with self._behind_their_backs() as behind:
            if behind:
                before = _digests(behind)
                if (made := self._known.get((name, before))) is not None:
                    behind.execute(_each("DELETE FROM {}", [table for table, _ in before if table in made]))
                    _put_back(behind, made)
                    return
        make()
        with self._behind_their_backs() as behind:
            if behind:
                changed = sorted({table for table, _ in {*before} ^ {*_digests(behind)}})
                self._known[name, before] = _rows(behind, changed)

    def close(self) -> None:
        """Let go of the connection that stays open."""
        if self._superuser:
            self._superuser.close()

    @contextmanager
    def _behind_their_backs(self) -> Iterator[psycopg.Connection | None]:
        """One transaction without triggers; None where the server does not let us."""
        try:
            behind = self._connected()
        except InsufficientPrivilege:
            yield None
            return
        with behind.transaction():
            yield behind

    def _connected(self) -> psycopg.Connection:
        if self._superuser:
            try:
                self._superuser.execute("SELECT")
                return self._superuser
            except OperationalError:  # the server was stopped meanwhile
                self._superuser.close()
        self._superuser = psycopg.connect(self.superuser_url, autocommit=True)
        self._superuser.execute("SET session_replication_role = replica; SET plan_cache_mode = force_generic_plan")
        return self._superuser

    def _truncate(self) -> None:
        with psycopg.connect(self.addresses.owner_url) as owner:
            if filled := _filled(owner):
                tables = sql.SQL(", ").join(map(sql.Identifier, filled))
                owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(tables))
            owner.execute("SET CONSTRAINTS ALL DEFERRED")
            _put_back(owner, self.seeds)


_mine: list[Throwaway] = []


def made_once(name: str, make: Callable[[], object]) -> None:
    """`Throwaway.made_once` in this process's database; in a test that is rolled back it is simply made."""
    if connection.in_atomic_block or not _mine:
        make()
    else:
        _mine[-1].made_once(name, make)


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
    with psycopg.connect(copy.addresses.owner_url) as owner:
        copy.seeds, copy.seeded = _rows(owner, _filled(owner)), _digests(owner)
    _lead_django_to(copy.addresses)
    _mine.append(copy)
    yield copy
    _mine.remove(copy)
    copy.close()
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


def _tables(connection: psycopg.Connection) -> list[str]:
    """Every table, migrations' own record apart."""
    named = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations' ORDER BY 1"
    )
    return [name for (name,) in connection.execute(named)]


def _filled(connection: psycopg.Connection) -> list[str]:
    """The tables that hold at least one row."""
    return [name for (name,) in _asked(connection, _FILLED, _tables(connection))]


def _digests(connection: psycopg.Connection) -> Books:
    """What the books hold: a digest of each filled table's rows, the same wherever on the disk they lie."""
    return tuple((name, digest) for name, digest in _asked(connection, _DIGEST, _filled(connection)))


def _asked(connection: psycopg.Connection, each: LiteralString, tables: list[str]) -> list[tuple[str, ...]]:
    """A question of several tables at once, parsed and planned once a connection."""
    if not tables:
        return []
    with psycopg.RawCursor(connection) as cursor:
        return cursor.execute(_of_all(each, tuple(tables)), prepare=True).fetchall()


_FILLED: LiteralString = "SELECT {name} WHERE EXISTS (SELECT FROM {table})"
_DIGEST: LiteralString = "SELECT {name}, count(*) || '/' || sum(hashtextextended(row::text, 0)) FROM {table} row"


@lru_cache(maxsize=500)
def _of_all(each: LiteralString, tables: tuple[str, ...]) -> bytes:
    one = sql.SQL(each)
    questions = (one.format(name=sql.Literal(table), table=sql.Identifier(table)) for table in tables)
    return sql.SQL(" UNION ALL ").join(questions).as_bytes()


def _each(statement: LiteralString, tables: list[str]) -> sql.Composed:
    """The same statement about each table, sent as one."""
    return sql.SQL("; ").join(sql.SQL(statement).format(sql.Identifier(table)) for table in tables)


def _put_back(connection: psycopg.Connection, kept: dict[str, bytes]) -> None:
    for name, rows in kept.items():
        with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
            copy.write(rows)


def _rows(connection: psycopg.Connection, tables: list[str]) -> dict[str, bytes]:
    """The rows of some tables as COPY writes them."""
    found = {}
    for table in tables:
        with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
            found[table] = b"".join(bytes(rows) for rows in copy)
    return found
