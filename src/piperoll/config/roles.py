"""The two roles of a council's database, made by whoever may. Tables are granted later, after each migration."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[Any, ...]]


def ensure_role(cluster: Connection, name: str, password: str) -> None:
    """A role that may sign in with this password and nothing else, made or corrected."""
    exists = cluster.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = "ALTER" if exists else "CREATE"
    cluster.execute(
        sql.SQL(f"{verb} ROLE {{}} LOGIN PASSWORD {{}}").format(sql.Identifier(name), sql.Literal(password))
    )


def lend_database(inside: Connection, application: str) -> None:
    """Close the database to all but its owner, then let the application's role in: to connect and look, not to make."""
    database, role = sql.Identifier(inside.info.dbname), sql.Identifier(application)
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {role}",
    ):
        inside.execute(sql.SQL(statement).format(database=database, role=role))
