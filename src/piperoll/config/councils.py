"""Councils: each has a database, an owner role, an application role and a key file of its own."""

from __future__ import annotations

import json
import os
import re
import secrets
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from piperoll.config import embedded_postgres, home, keys
from piperoll.config.embedded_server import SUPERUSER, Server, locate
from piperoll.config.roles import ensure_role, lend_database
from piperoll.foundations.refusals import Refused

USUAL = "anytown"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_RESERVED = frozenset({"postgres", "template0", "template1", SUPERUSER})


class BadCouncilName(Refused):
    """{name!r} cannot name a council: use up to 30 letters a-z, digits and single hyphens, a letter first.

    (PostgreSQL keeps a few names, such as postgres, for itself.)
    """


class NoSuchCouncil(Refused):
    """There is no council called {name} here; there are: {names}. Type  ./piperoll council add {name}  to make it."""


def check_name(name: str) -> str:
    """The name, if it can be a council's. Raises BadCouncilName."""
    if not _NAME.match(name) or len(name) > 30 or name in _RESERVED or name.startswith("pg-"):
        raise BadCouncilName(name=name)
    return name


def names() -> list[str]:
    """Every council of this home, in alphabetical order."""
    folder = home.home() / "councils"
    return sorted(at.name for at in folder.glob("*") if (at / "keys.json").exists() or (at / "database.json").exists())


def add(name: str) -> bool:
    """Make a council's keys, database and roles in the embedded PostgreSQL. False when it was there already."""
    fresh = check_name(name) not in names()
    keys.key_file(name)
    _prepare(name)
    return fresh


def embedded(name: str) -> tuple[str, str]:
    """The application's and the owner's connection strings, the server started and the database made if need be.

    Only the usual council is made by asking for it. Raises NoSuchCouncil for another that was never added.
    """
    if check_name(name) != USUAL and name not in names():
        raise NoSuchCouncil(name=name, names=", ".join(names()) or "none yet")
    file = _passwords_file(name)
    if file.exists():
        addresses = _addresses(name, json.loads(file.read_text()), locate())
        try:
            psycopg.connect(addresses[0], connect_timeout=10).close()
        except psycopg.OperationalError:
            return _prepare(name)
        return addresses
    return _prepare(name)


def _prepare(name: str) -> tuple[str, str]:
    """Start the server; make whatever of the council's database is missing. Safe to repeat and safe to be killed in."""
    server = embedded_postgres.ensure_running()
    with home.only_one("councils"):
        file = _passwords_file(name)
        if not file.exists():
            home.write_private(file, json.dumps({role: secrets.token_urlsafe(24) for role in ("owner", "app")}))
        passwords = json.loads(file.read_text())
        database = name.replace("-", "_")
        with psycopg.connect(server.address(), autocommit=True) as cluster:
            for role, password in passwords.items():
                ensure_role(cluster, f"{database}_{role}", password)
            if not cluster.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                owner = sql.Identifier(f"{database}_owner")
                cluster.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), owner))
        with psycopg.connect(server.address(database), autocommit=True) as inside:
            inside.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(f"{database}_owner")))
            lend_database(inside, f"{database}_app")
    return _addresses(name, passwords, server)


def _addresses(name: str, passwords: dict[str, str], server: Server) -> tuple[str, str]:
    database = name.replace("-", "_")
    app, owner = (
        make_conninfo(host=str(server.socket), dbname=database, user=f"{database}_{role}", password=passwords[role])
        for role in ("app", "owner")
    )
    return app, owner


def _passwords_file(name: str) -> Path:
    return home.private_folder(f"councils/{name}") / "database.json"


def chosen(named: str | None) -> str:
    """The council to act for: the one named, else `PIPEROLL_COUNCIL`, else Anytown. Raises BadCouncilName."""
    return check_name(named or os.environ.get("PIPEROLL_COUNCIL") or USUAL)
