"""SQL leans the way imports do: a room's statements read and write its own tables and those below, never above."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from piperoll.database.statements import Statements

SOURCE = Path(__file__).parent.parent.parent / "src" / "piperoll"
FLOORS = [
    {"config"}, {"commands"}, {"web"}, {"anytown"}, {"reporting"}, {"cases"}, {"recovery"}, {"reconciliation"}, {"refunds", "interfaces", "write_offs", "interest", "disputes", "arrangements"}, {"gocardless", "cards"}, {"bacs"}, {"direct_debit"}, {"transfers"}, {"dispatch"}, {"takings", "suspense"}, {"receipting"}, {"funds"}, {"billing"}, {"receivables"}, {"safeguards"},
    {"customers", "ledger", "authority", "documents"}, {"council"}, {"runs"}, {"database"},
]  # fmt: skip
HEIGHT = {room: len(FLOORS) - floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FILES = sorted(SOURCE.glob("**/*.sql"))


def tables() -> dict[str, str]:
    """Table name → the room that owns it."""
    return {m._meta.db_table: m._meta.app_label for m in apps.get_models() if m._meta.app_label in HEIGHT}


@cache
def words_of_python() -> set[str]:
    """Every word in the house's Python."""
    return {word for file in SOURCE.glob("**/*.py") for word in re.findall(r"\w+", file.read_text())}


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_rooms_sql_touches_only_its_own_floor_and_below(file: Path) -> None:
    room = file.relative_to(SOURCE).parts[0]
    text = re.sub(r"--.*", "", file.read_text())
    words = set(re.findall(r"\w+", text))
    named = {table: owner for table, owner in tables().items() if table in words}
    assert not {table for table, owner in named.items() if owner != room and HEIGHT[owner] >= HEIGHT[room]}


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_every_statement_has_a_sentence_and_is_called(file: Path) -> None:
    for name in Statements(file).names():
        first = Statements(file).text(name).strip().splitlines()[0]
        assert first.startswith("-- "), f"{file.name}: {name} has no sentence"
        assert first.rstrip().endswith((".", ")", ":", ";", "-")) or len(first) > 20
        called = name in words_of_python() or file.stem == "check_books"
        assert called, f"{file.name}: nothing calls {name}"


def test_only_the_sql_files_and_the_database_room_hold_sql() -> None:
    """Elsewhere a statement would hide from whoever reads the room's SQL."""
    dropping_the_schema_itself = "anytown/emptying.py"
    strays = []
    for file in SOURCE.glob("**/*.py"):
        room = file.relative_to(SOURCE).parts[0]
        if room in {"database", "config"} or "migrations" in file.parts:
            continue
        if re.search(r'"(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE) ', file.read_text()):
            strays.append(str(file.relative_to(SOURCE)))
    assert strays == [dropping_the_schema_itself]
