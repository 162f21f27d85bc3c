"""The bench council's books: emptied by the owner, set up from Anytown's file, filled by COPY where only size
matters."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import psycopg
from django.conf import settings
from django.db import connection, connections

from benchmarks.measures import timed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.ledger.set_up_council import set_up_council

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
COUNCIL_FILE = Path(__file__).parent.parent / "samples" / "anytown" / "council.json"
KEPT = frozenset({"django_migrations", "django_content_type", "runs_sealedsource", "safeguards_rule"})


class Books:
    """The bench council, as its application and as its owner."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def owner(self) -> psycopg.Connection[Any]:
        """A connection as the owner, who may empty tables."""
        told = settings.DATABASES["owner"]
        return psycopg.connect(
            dbname=told["NAME"], user=told["USER"], password=told["PASSWORD"], host=told["HOST"], port=told["PORT"] or None,
            autocommit=True,
        )  # fmt: skip

    def fresh(self) -> Actor:
        """Empty books, Anytown set up again, and a manager to act."""
        connections.close_all()
        with self.owner() as owner:
            tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            owner.execute(
                "TRUNCATE " + ", ".join(name for (name,) in tables if name not in KEPT) + " RESTART IDENTITY CASCADE"
            )
        user = User.objects.create(username="bench", name="Bench Marker", role="manager")
        actor = actor_of(user)
        set_up_council(file=COUNCIL_FILE, on=ON, at=AT, by=actor)
        return actor

    def as_copied(self, rows: dict[str, str], also: str = "") -> float:
        """The yardstick: take out of each table the rows a condition names, empty the tables, put the other rows
        back, and then time COPY of the rows named: one transaction, the same indexes, constraints and triggers.
        `also` is a query to run in the same time (the bare matching, say)."""
        with self.owner() as owner, tempfile.TemporaryDirectory(dir=self.folder) as kept:
            for table, named in rows.items():
                self._copy_out(owner, f"SELECT * FROM {table} WHERE {named}", Path(kept) / table)
                self._copy_out(owner, f"SELECT * FROM {table} WHERE NOT ({named})", Path(kept) / f"{table}.other")
            owner.execute("TRUNCATE " + ", ".join(rows) + " CASCADE")
            for table in rows:
                self._copy_in(owner, table, Path(kept) / f"{table}.other")
                owner.execute(f"ANALYZE {table}")
            with timed() as clock, owner.transaction():
                for table in rows:
                    self._copy_in(owner, table, Path(kept) / table)
                if also:
                    owner.execute(also)
            return clock.wall_seconds

    @staticmethod
    def _copy_out(owner: psycopg.Connection[Any], query: str, file: Path) -> None:
        with file.open("wb") as kept, owner.cursor().copy(f"COPY ({query}) TO STDOUT") as out:
            for piece in out:
                kept.write(piece)

    @staticmethod
    def _copy_in(owner: psycopg.Connection[Any], table: str, file: Path) -> None:
        with file.open("rb") as kept, owner.cursor().copy(f"COPY {table} FROM STDIN") as back:
            pour(kept, back)


def pour(file: BinaryIO, copy: Any) -> None:
    """A file into a COPY, a megabyte at a time."""
    while piece := file.read(1 << 20):
        copy.write(piece)


@contextmanager
def bench_books() -> Iterator[Books]:
    """The books, with a scratch folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="piperoll-bench-") as folder:
        yield Books(Path(folder))
    connection.close()
