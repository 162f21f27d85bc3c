"""A PostgreSQL that someone else runs, named by `DATABASE_URL` (and `DATABASE_OWNER_URL`)."""

from __future__ import annotations

import contextlib
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from piperoll.config import keys
from piperoll.config.postgres_programs import OLDEST_MAJOR
from piperoll.config.roles import Connection, ensure_role, lend_database
from piperoll.foundations.refusals import Refused

_MARK = "Piperoll: the books of "


class CannotReachDatabase(Refused):
    """{name} does not lead to a database: {why}. Check the address, user and password in it."""


class DatabaseTooOld(Refused):
    """The database at DATABASE_URL is PostgreSQL {version}; Piperoll needs 15 or newer."""


class NeedsOwnerUrl(Refused):
    """DATABASE_URL signs in as {user}, who may not {lacks} in {database}: set DATABASE_OWNER_URL as well."""


class SameRoleTwice(Refused):
    """DATABASE_URL and DATABASE_OWNER_URL both sign in as {user}: give the application a role that owns nothing."""


class TooMighty(Refused):
    """DATABASE_URL signs in as {user}, a superuser, whom no append-only table can refuse: give it an ordinary role."""


class AnotherCouncils(Refused):
    """{database} holds the books of {holds}, not of {council}: give {council} a database of its own."""


class OnlyTheOwner(Refused):
    """DATABASE_OWNER_URL is set but DATABASE_URL is not: set both, or neither to use Piperoll's own PostgreSQL."""


class NotTheSameDatabase(Refused):
    """DATABASE_URL leads to {application} and DATABASE_OWNER_URL to {owner}: both must lead to the same database."""


def prepare(council: str, url: str, owner_url: str | None) -> tuple[str, str]:
    """The application's and the owner's connection strings for a council in this database.

    With one address only, its role becomes the owner and an application role is made beside it; its password comes from
    the council's key file, so every machine that holds that file agrees on it. Raises a Refused naming what is missing.
    """
    with _connect("DATABASE_URL", url) as found:
        if found.info.server_version < OLDEST_MAJOR * 10_000:
            raise DatabaseTooOld(version=found.info.parameter_status("server_version"))
        if owner_url:
            with _connect("DATABASE_OWNER_URL", owner_url) as owner:
                _check_pair(found, owner)
                _mark(owner, council)
            return url, owner_url
        app_url = _application_url(found, council, url)
        if not _works(app_url):
            _mark(found, council)
            _make_application_role(found, conninfo_to_dict(app_url))
            _connect("DATABASE_URL, with the application's role,", app_url).close()
        return app_url, url


def _application_url(owner: Connection, council: str, url: str) -> str:
    """The address with the application's role in the owner's place. Raises NeedsOwnerUrl when it is there already."""
    database = owner.info.dbname
    application = f"{database}_app"
    if application == owner.info.user:
        raise NeedsOwnerUrl(user=application, lacks="make tables", database=database)
    password = keys.read(keys.key_file(council)).derive(f"application role of {database}")
    return make_conninfo(url, user=application, password=password)


def _mark(owner: Connection, council: str) -> None:
    """Note on the database whose books it holds. Raises AnotherCouncils when another's are there."""
    database = owner.info.dbname
    row = owner.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    note = (row and row[0]) or ""
    if note.startswith(_MARK) and note != _MARK + council:
        raise AnotherCouncils(database=database, holds=note.removeprefix(_MARK), council=council)
    if not note:
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
            comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
            owner.execute(comment.format(sql.Identifier(database), sql.Literal(_MARK + council)))


def _make_application_role(owner: Connection, application: dict[str, Any]) -> None:
    """Make the application's role with the owner's rights. Raises NeedsOwnerUrl when they do not reach so far."""
    facts = {"user": owner.info.user, "database": owner.info.dbname}
    owns = owner.execute(
        "SELECT pg_has_role(current_user, datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    if not owns or not owns[0]:
        raise NeedsOwnerUrl(lacks="grant the application its rights", **facts)
    try:
        ensure_role(owner, application["user"], application["password"])
        lend_database(owner, application["user"])
    except psycopg.errors.InsufficientPrivilege:
        raise NeedsOwnerUrl(lacks="make the application's role", **facts) from None


def _check_pair(application: Connection, owner: Connection) -> None:
    """Raise NotTheSameDatabase, SameRoleTwice or TooMighty when the two addresses do not belong together."""
    user = application.info.user
    if application.info.dbname != owner.info.dbname:
        raise NotTheSameDatabase(application=application.info.dbname, owner=owner.info.dbname)
    if user == owner.info.user:
        raise SameRoleTwice(user=user)
    if application.info.parameter_status("is_superuser") == "on":
        raise TooMighty(user=user)


def _connect(name: str, url: str) -> Connection:
    try:
        return psycopg.connect(_patient(url), autocommit=True)
    except psycopg.ProgrammingError:
        raise CannotReachDatabase(name=name, why="it should read postgresql://user:password@host/database") from None
    except psycopg.Error as error:
        raise CannotReachDatabase(name=name, why=_last_words(error)) from None


def _last_words(error: psycopg.Error) -> str:
    """The one line that tells why, without what psycopg and PostgreSQL put before it."""
    lines = str(error).rpartition("failed: ")[2].splitlines() or [type(error).__name__]
    return lines[0].removeprefix("FATAL:").strip()


def _works(url: str) -> bool:
    try:
        psycopg.connect(_patient(url)).close()
    except psycopg.OperationalError:
        return False
    return True


def _patient(url: str) -> str:
    """The address, giving up after ten seconds unless it says how long itself."""
    return url if "connect_timeout" in conninfo_to_dict(url) else make_conninfo(url, connect_timeout=10)
