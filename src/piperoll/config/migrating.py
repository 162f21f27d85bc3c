"""Migrations run as the owner; the application's role is granted its rights after each."""

from __future__ import annotations

from typing import TextIO

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from piperoll.database import privileges

_LOCK = 0x50495045  # "PIPE": one advisory lock for whoever migrates this database


def pending() -> list[str]:
    """Migrations the database has not had, as `app.name`, in order."""
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(out: TextIO) -> None:
    """Apply what is pending, then the privileges. Two at once take turns."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            call_command("migrate", database="owner", interactive=False, verbosity=0, stdout=out)
            privileges.apply()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
