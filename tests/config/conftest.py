"""Homes and clones of a test's own, far from the developer's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from piperoll.config.environment import CLONE


@dataclass(frozen=True)
class Clone:
    """A copy of what `./piperoll` needs, its environment borrowed from the one the tests run in."""

    folder: Path

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """Begin `./piperoll words…` from another folder, with nothing of ours in its environment."""
        ours = ("PIPEROLL", "DATABASE", "DJANGO", "PYTHON")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        command = [str(self.folder / "piperoll"), *words]
        return subprocess.Popen(
            command,
            cwd="/",
            env=plain | more,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def piperoll(self, *words: str, **more: str) -> tuple[int, str]:
        """Run `./piperoll words…` to its end: the exit code, and all it said."""
        running = self.start(*words, **more)
        out, err = running.communicate(timeout=120)
        return running.returncode, out + err

    @property
    def postgres(self) -> Path:
        return self.folder / ".piperoll" / "postgres"


@pytest.fixture(scope="module")
def clone() -> Iterator[Clone]:
    """A clone in a path with spaces, reachable by everyone; its PostgreSQL is stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="two words "))
    folder.chmod(0o755)
    with lend(folder) as made:
        yield made


@contextmanager
def lend(folder: Path) -> Iterator[Clone]:
    """A clone in this folder, and the tidying up."""
    made = Clone(folder / "a clone")
    made.folder.mkdir()
    for name in ("piperoll", "requirements.lock"):
        shutil.copy(CLONE / name, made.folder / name)
    copied = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CLONE / "src", made.folder / "src", ignore=copied)
    environment = made.folder / ".venv"
    environment.mkdir()
    for part in Path(sys.prefix).iterdir():
        (environment / part.name).symlink_to(part)
    (environment / "requirements.lock").unlink(missing_ok=True)
    shutil.copy(CLONE / "requirements.lock", environment / "requirements.lock")
    try:
        yield made
    finally:
        if made.postgres.exists():
            made.piperoll("stop")
            shutil.rmtree(made.postgres.resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
