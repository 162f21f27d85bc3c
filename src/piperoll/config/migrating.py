"""Migrations run as the owner; the application's role is granted its rights after each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

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
            with _only_what_changed():
                call_command("migrate", database="owner", interactive=False, verbosity=0, stdout=out)
            privileges.apply()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def _only_what_changed() -> Iterator[None]:
    """After each step Django makes anew every model that leans on the one changed, here nearly all of them: a minute
    and a half for an empty database. A step of ours needs the changed model alone; one that runs Python gets them all,
    for the state says that it is behind (`is_delayed`). The tables are the same: see test_migrating.py.
    """
    whole = ProjectState._find_reload_model  # type: ignore[attr-defined]

    def changed_alone(
        state: ProjectState, app_label: str, model_name: str, delay: bool = False
    ) -> set[tuple[str, str]]:
        state.is_delayed = True
        return {(app_label, model_name)}

    ProjectState._find_reload_model = changed_alone  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._find_reload_model = whole  # type: ignore[attr-defined]
