"""Writing what a command made into a file somebody named: never over another, never half."""

from __future__ import annotations

import os
from pathlib import Path

from piperoll.foundations.refusals import Refused


class PlaceTaken(Refused):
    """{path} is there already and was not written over. Give another name with --to."""


class PlaceClosed(Refused):
    """{path} cannot be written: {why}. Give another name with --to."""


def write_new(path: Path, content: bytes) -> None:
    """Write a new file. Raises PlaceTaken, PlaceClosed."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as stream:
            stream.write(content)
    except FileExistsError:
        raise PlaceTaken(path=path) from None
    except OSError as fault:
        raise PlaceClosed(path=path, why=(fault.strerror or "unknown").lower()) from None
