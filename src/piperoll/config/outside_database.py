"""A PostgreSQL that someone else runs, named by `DATABASE_URL` (and `DATABASE_OWNER_URL`)."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from piperoll.config import keys
from piperoll.config.postgres_programs import OLDEST_MAJOR
from piperoll.config.roles import Connection, ensure_role, lend_database
from piperoll.foundations.refusals import Refused


class CannotReachDatabase(Refused):
    """{name} does not lead to a database: {why}. Check the address, user and password in it."""


class DatabaseTooOld(Refused):
    """The database at DATABASE_URL is PostgreSQL {version}; Piperoll needs 15 or newer."""


class NeedsOwnerUrl(Refused):
    """DATABASE_URL signs in as {user}, who may not {lacks} in {database}: set DATABASE_OWNER_URL as well."""


class SameRoleTwice(Refused):
    """DATABASE_URL and DATABASE_OWNER_URL both sign in as {user}: give the application a role that owns nothing."""


class NotTheSameDatabase(Refused):
    """DATABASE_URL leads to {application} and DATABASE_OWNER_URL to {owner}: both must lead to the same database."""


def prepare(council: str, url: str, owner_url: str | None) -> tuple[str, str]:
    """The application's and the owner's connection strings for a council in this database.

    With one address only, its role becomes the owner and an application role is made beside it; its password comes from
    the council's key file, so every machine that holds that file agrees on it. Raises a Refused naming what is missing.
    """
    with _connect("DATABASE_URL", url) as found:
        if found.info.server_version < OLDEST_MAJOR * 10_000:
            raise DatabaseTooOld(version=found.execute("SHOW server_version").fetchone()[0])  # type: ignore[index]
        if owner_url:
            with _connect("DATABASE_OWNER_URL", owner_url) as owner:
                _check_pair(found.info, owner.info)
            return url, owner_url
        application = f"{found.info.dbname}_app"
        if application == found.info.user:
            raise NeedsOwnerUrl(user=application, lacks="make tables", database=found.info.dbname)
        password = keys.read(keys.key_file(council)).derive(f"application role of {found.info.dbname}")
        app_url = make_conninfo(url, user=application, password=password)
        if not _works(app_url):
            _make_application_role(found, application, password)
            _connect("DATABASE_URL, with the application's role,", app_url).close()
        return app_url, url


def _make_application_role(owner: Connection, application: str, password: str) -> None:
    """Make the application's role with the owner's rights. Raises NeedsOwnerUrl when they do not reach so far."""
    facts = {"user": owner.info.user, "database": owner.info.dbname}
    owns = owner.execute(
        "SELECT pg_has_role(current_user, datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    if not owns or not owns[0]:
        raise NeedsOwnerUrl(lacks="grant the application its rights", **facts)
    try:
        ensure_role(owner, application, password)
        lend_database(owner, application)
    except psycopg.errors.InsufficientPrivilege:
        raise NeedsOwnerUrl(lacks="make the application's role", **facts) from None


def _check_pair(application: psycopg.ConnectionInfo, owner: psycopg.ConnectionInfo) -> None:
    if application.dbname != owner.dbname:
        raise NotTheSameDatabase(application=application.dbname, owner=owner.dbname)
    if application.user == owner.user:
        raise SameRoleTwice(user=owner.user)


def _connect(name: str, url: str) -> Connection:
    try:
        return psycopg.connect(url, autocommit=True, **_unless_given(url, connect_timeout=10))
    except psycopg.Error as error:
        raise CannotReachDatabase(name=name, why=" ".join(str(error).split())) from None


def _works(url: str) -> bool:
    try:
        psycopg.connect(url, **_unless_given(url, connect_timeout=10)).close()
    except psycopg.OperationalError:
        return False
    return True


def _unless_given(url: str, **usual: Any) -> dict[str, Any]:
    given = conninfo_to_dict(url)
    return {name: value for name, value in usual.items() if name not in given}
