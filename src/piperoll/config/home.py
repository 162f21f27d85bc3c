"""Where a clone keeps its state: passwords, keys, logs and the embedded database. Never inside the code's folders."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from piperoll.config.environment import CLONE, state_folder
from piperoll.foundations.refusals import Refused


class NoHome(Refused):
    """Piperoll cannot keep its state in {folder} ({why}). Set PIPEROLL_HOME to a folder you may write to."""


def home() -> Path:
    """The state folder: `PIPEROLL_HOME`, else `.piperoll` in the clone, else (clone not ours to write) the user's own.

    Raises NoHome. Others may pass through it (the database's user must), but not look inside.
    """
    inside = CLONE / ".piperoll"
    if chosen := os.environ.get("PIPEROLL_HOME"):
        folder = Path(chosen).absolute()
    else:
        folder = inside if os.access(inside if inside.exists() else CLONE, os.W_OK) else state_folder(CLONE)
    try:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise NoHome(folder=folder, why=error.strerror) from None
    return folder


def private_folder(name: str) -> Path:
    """A folder of the home that only its owner may enter, made when missing."""
    folder = home()
    for step in name.split("/"):
        folder /= step
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def write_private(file: Path, text: str) -> None:
    """Write a file only its owner may read, whole or not at all."""
    half = file.with_name(f".{file.name}.{os.getpid()}")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    half.replace(file)


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Hold the home's lock of this name; a second process waits. The lock dies with the process that held it."""
    with open(home() / f"{name}.lock", "a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
