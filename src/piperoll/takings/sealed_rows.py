"""Migrations of this room have its rows sealed with every run."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import migrations

from piperoll.database.schema import sealed_source

_VIEW = """
CREATE VIEW TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM TABLE
"""


def sealed(first_place: int, tables: Mapping[str, tuple[str, str]]) -> list[migrations.RunSQL]:
    """Seal tables, named without the room: the column that is their key, and those that say what a row is."""
    operations = []
    for place, (name, (key, columns)) in enumerate(tables.items(), first_place):
        table = f"takings_{name}"
        view = _VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
        operations += [migrations.RunSQL(view, f"DROP VIEW {table}_sealed"), sealed_source(f"{table}_sealed", place)]
    return operations
