"""Pieces of schema that Django's migrations do not say by themselves."""

from __future__ import annotations

from collections.abc import Mapping

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


def keys_in_sets(table: str, *, fixed: bool = False, **keys: str) -> list[migrations.RunSQL]:
    """Foreign keys (column=table) of a table filled by the hundred thousand, in place of those `foreign_key` made.

    All rows of a statement are looked up in one join when it ends, where PostgreSQL's own take a look-up and a row lock
    for each row and key: more than half of what a collection cost. It holds as well only towards rows that never go:
    the other table is append-only, or `rows_stay`. Where rows change but these keys are `fixed`, giving one another
    value is refused, so that an update looks nothing up. Needs runs 0003.
    """
    made = [
        migrations.RunSQL(
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_fk",
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fk FOREIGN KEY ({column}) REFERENCES {to}",
        )
        for column, to in keys.items()
    ]
    told = ", ".join(f"'{word}'" for pair in keys.items() for word in pair)
    for event in ("insert",) if fixed else ("insert", "update"):
        made.append(
            migrations.RunSQL(
                f"CREATE TRIGGER keys_stand_{event} AFTER {event} ON {table} REFERENCING NEW TABLE AS added "
                f"FOR EACH STATEMENT EXECUTE FUNCTION piperoll_keys_stand({told})",
                f"DROP TRIGGER keys_stand_{event} ON {table}",
            )
        )
    if fixed:
        made.append(
            migrations.RunSQL(
                f"CREATE TRIGGER keys_are_fixed BEFORE UPDATE OF {', '.join(keys)} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION piperoll_rows_stay()",
                f"DROP TRIGGER keys_are_fixed ON {table}",
            )
        )
    return made


def rows_stay(table: str) -> migrations.RunSQL:
    """A table whose rows may change but are never deleted, nor their keys changed, whoever asks."""
    return migrations.RunSQL(
        f"CREATE TRIGGER rows_stay BEFORE DELETE OR UPDATE OF id ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION piperoll_rows_stay()",
        f"DROP TRIGGER rows_stay ON {table}",
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


_SEALED_VIEW = """
CREATE VIEW {table}_sealed AS
SELECT run_id, {key} AS row_id, sha256(convert_to(jsonb_build_array({key}, {columns})::text, 'UTF8')) AS digest
FROM {table}
"""


def sealed_tables(room: str, first_place: int, tables: Mapping[str, tuple[str, str]]) -> list[migrations.RunSQL]:
    """Have the rows of a room's tables sealed with every run: of each, named without the room, the column that is its
    key and those that say what a row is."""
    operations = []
    for place, (name, (key, columns)) in enumerate(tables.items(), first_place):
        table = f"{room}_{name}"
        view = _SEALED_VIEW.format(table=table, key=key, columns=columns)
        operations += [migrations.RunSQL(view, f"DROP VIEW {table}_sealed"), sealed_source(f"{table}_sealed", place)]
    return operations
