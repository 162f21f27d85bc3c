"""Pieces of schema that Django's migrations do not say by themselves."""

from __future__ import annotations

from django.db import migrations


def foreign_key(table: str, column: str, to: str) -> migrations.RunSQL:
    """A foreign key checked at once.

    Django's own are deferred to COMMIT, where 200,000 rows wait 5-8 seconds; on tables filled in bulk the field says
    `db_constraint=False` and the migration adds this instead.
    """
    name = f"{table}_{column}_fk"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {to}",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def run_index(table: str) -> migrations.RunSQL:
    """A BRIN index on run_id: rows of one run lie together, so a few kilobytes find them."""
    return migrations.RunSQL(
        f"CREATE INDEX {table}_run_brin ON {table} USING brin (run_id) WITH (pages_per_range = 32, autosummarize = on)",
        f"DROP INDEX {table}_run_brin",
    )


def sealed_source(view: str, place: int) -> migrations.RunSQL:
    """Have the rows of a view of (run_id, row_id, digest) sealed with every run; `place` is their order in the root."""
    return migrations.RunSQL(
        [("INSERT INTO runs_sealedsource (name, place) VALUES (%s, %s)", [view, place])],
        [("DELETE FROM runs_sealedsource WHERE name = %s", [view])],
    )
