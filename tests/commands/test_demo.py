"""`./piperoll demo` and `./piperoll anytown`, as somebody who has just cloned us meets them."""

from __future__ import annotations

import argparse
import io
import json
import socket
from pathlib import Path

import pytest
from pytest_django import Settings

from piperoll.anytown import emptying
from piperoll.anytown.generate import SMALLEST
from piperoll.anytown.the_day import NotADemo
from piperoll.commands import anytown, demo
from piperoll.commands.answers import Answer
from piperoll.config import migrating
from piperoll.config.web_server import PortTaken
from piperoll.council.models import Council
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from throwaway_database import Throwaway

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
COUNCIL = "anytown"


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings) -> Path:
    """A home of the test's own, and passwords that do not take a second each."""
    monkeypatch.setenv("PIPEROLL_HOME", str(tmp_path / "home"))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path / "home"


def asked(command: object, *typed: str) -> Answer:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    command.arguments(parser)  # type: ignore[attr-defined]
    options = parser.parse_args(typed)
    options.council = COUNCIL
    answer: Answer = command.run(options)  # type: ignore[attr-defined]
    return answer


def test_a_taken_port_is_said_before_anything_is_done(books: Throwaway, own_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortTaken):
        asked(demo, "--port", str(taken.getsockname()[1]), "--size", str(SMALLEST))
    assert not ItemBalance.objects.exists()
    assert not (own_home / "councils").exists()


def test_anytowns_files_alone(tmp_path: Path) -> None:
    answer = asked(anytown, "--to", str(tmp_path / "files"), "--size", "150", "--seed", "9", "--on", "2027-03-01")
    assert "1 March 2027" in answer.text
    assert [row[0] for row in answer.data["chapters"]] == ["history/1", "history/2", "day", "tomorrow"]
    assert json.loads((tmp_path / "files" / "plan.json").read_text())["seed"] == 9
    assert answer.data["customers"] == pytest.approx(150, abs=5)


def test_anytown_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(anytown.FolderNotEmpty, match="no empty folder"):
        asked(anytown, "--to", str(tmp_path))
    with pytest.raises(anytown.FolderNotEmpty):
        asked(anytown, "--to", str(tmp_path / "mine.txt"))
    with pytest.raises(anytown.CannotMake, match="not a directory"):
        asked(anytown, "--to", str(tmp_path / "mine.txt" / "inside"))


@pytest.mark.slow
def test_emptying_leaves_a_council_as_it_was_on_its_first_day(books: Throwaway) -> None:
    Council.objects.create(id=1, name="Anytown Borough Council", address="", invoice_prefix="AT")
    emptying.empty_the_demo()
    migrating.migrate(io.StringIO())
    assert not Council.objects.exists()
    assert check_books().agrees
    emptying.empty_the_demo()
    migrating.migrate(io.StringIO())


@pytest.mark.slow
def test_fresh_begins_again_with_another_anytown(books: Throwaway) -> None:
    asked(demo, "--no-serve", "--size", str(SMALLEST))
    fresh = asked(demo, "--no-serve", "--size", str(SMALLEST), "--seed", "5", "--fresh")
    assert fresh.exit_code == 0
    assert not any(step["already"] for step in fresh.data["steps"])


def test_fresh_empties_nobody_elses_books(books: Throwaway) -> None:
    Council.objects.create(id=1, name="Nether Biggin District Council", address="", invoice_prefix="NB")
    with pytest.raises(NotADemo):
        asked(demo, "--no-serve", "--size", str(SMALLEST), "--fresh")
    assert Council.objects.exists()
