"""When the environment counts as made, where it goes, and what people are told when it cannot be made."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path

import pytest

from piperoll.config import environment
from piperoll.config.environment import CLONE, CannotPrepare, is_ready, place, state_folder


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A clone with a finished environment."""
    (tmp_path / "requirements.lock").write_text("django==5.2\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / ".venv" / "requirements.lock").write_text("django==5.2\n")
    return tmp_path


def ready(clone: Path) -> bool:
    return is_ready(clone / ".venv", clone / "requirements.lock")


def test_a_finished_environment_is_used_as_it_is(made: Path) -> None:
    assert ready(made)
    assert environment.prepare(made) == made / ".venv"


def test_another_lock_file_a_half_made_one_or_a_lost_python_make_it_again(made: Path) -> None:
    (made / "requirements.lock").write_text("django==5.3\n")
    assert not ready(made)
    (made / ".venv" / "requirements.lock").unlink()
    assert not ready(made)
    (made / ".venv" / "requirements.lock").write_text("django==5.3\n")
    assert ready(made)
    (made / ".venv" / "bin" / "python").unlink()
    assert not ready(made)


def test_a_clone_we_may_not_write_to_keeps_its_environment_elsewhere(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    (made / "requirements.lock").write_text("django==5.3\n")
    assert place(made) == made / ".venv"
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert place(made) == state_folder(made) / "venv"
    assert state_folder(Path("/srv/pipe roll")) == Path("/state/piperoll/srv-pipe roll")


def test_the_parts_some_want_are_added_once_and_again_after_the_environment_was_made_anew(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made / "requirements-all.lock").write_text("splink==5\n")
    installed: list[list[str]] = []
    monkeypatch.setattr(environment, "_run", lambda command, env=None: installed.append(command))
    for _ in range(2):
        assert environment.add_all(made) == made / ".venv"
    assert len(installed) == 1
    assert str(made / "requirements-all.lock") in installed[0]
    (made / "requirements.lock").write_text("uv==1 \\\n    --hash=sha256:00\n")
    environment.prepare(made)
    assert not (made / ".venv" / "requirements-all.lock").exists()


def test_a_machine_without_venv_is_told_what_to_type(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (made / ".venv" / "requirements.lock").unlink()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    package = f"python3.{sys.version_info.minor}-venv"
    with pytest.raises(CannotPrepare, match=f"type  sudo apt install {package}"):
        environment.prepare(made)


def test_uv_is_fetched_by_its_hashes_alone() -> None:
    entry = environment._entry((CLONE / "requirements.lock").read_text(), "uv")
    first, *hashes = entry.splitlines()
    assert first.startswith("uv==")
    assert hashes
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)


def test_what_is_asked_for_is_locked_without_addresses_and_explained() -> None:
    lock = "".join((CLONE / name).read_text() for name in ("requirements.lock", "requirements-all.lock"))
    page = (CLONE / "docs/dependencies.md").read_text()
    lines = "\n".join((CLONE / name).read_text() for name in ("requirements.in", "requirements-all.in")).splitlines()
    asked = [re.split(r"[\[~=>]", line)[0] for line in lines if line and not line.startswith("#")]
    explained = {name for row in re.findall(r"^\| ([a-z0-9, -]+) \|", page, re.MULTILINE) for name in row.split(", ")}
    assert "://" not in lock
    assert [name for name in asked if not environment._entry(lock, name)] == []
    assert set(asked) == explained
