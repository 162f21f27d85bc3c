"""The tables are what the models say, and every room's story of them has one end."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def loader() -> MigrationLoader:
    """Every migration there is; no database is asked."""
    return MigrationLoader(None)


def test_two_people_did_not_both_write_the_next_chapter() -> None:
    assert loader().detect_conflicts() == {}


def test_no_model_changed_without_a_migration() -> None:
    state = loader().project_state()
    changes = MigrationAutodetector(state, ProjectState.from_apps(apps)).changes(graph=loader().graph)
    assert {room: [str(op) for one in told for op in one.operations] for room, told in changes.items()} == {}
