"""The tables are what the models say, and every room's story of them has one end."""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
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


def sealed() -> list[tuple[str, int]]:
    """Every view the migrations have sealed, with its place in the root."""
    told = [op.sql for one in loader().disk_migrations.values() for op in one.operations if isinstance(op, RunSQL)]
    statements = [
        statement for sql in told if isinstance(sql, list) for statement in sql if isinstance(statement, tuple)
    ]
    return [tuple(values) for sql, values in statements if sql.startswith("INSERT INTO runs_sealedsource")]


def test_no_two_rooms_seal_at_the_same_place() -> None:
    """Two hands that take one place both migrate alone, and neither after the other."""
    places = Counter(place for _, place in sealed())
    assert len(places) > 100
    assert {place: [view for view, its in sealed() if its == place] for place, many in places.items() if many > 1} == {}


def test_nothing_is_sealed_and_no_table_is_named_twice() -> None:
    views = Counter(view for view, _ in sealed())
    tables = Counter(model._meta.db_table for model in apps.get_models() if not model._meta.proxy)
    assert [name for name, many in (views + tables).items() if many > 1] == []
