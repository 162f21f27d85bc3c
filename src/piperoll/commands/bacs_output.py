"""Where a Bacs file goes on disk: private to whoever asked, since it holds payers' bank details."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from piperoll.bacs import keeping
from piperoll.bacs.models import BacsFile
from piperoll.foundations.refusals import Refused


class CannotWriteThere(Refused):
    """{place} cannot be written: {why}. The file is kept; ask for it again with another folder."""


def ask_where(parser: argparse.ArgumentParser) -> None:
    """Ask for a folder."""
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="where it goes (else here)")


def put(serial: str, folder: Path) -> Path:
    """Write a kept file into a folder, readable by its owner alone. Raises CannotWriteThere."""
    file = BacsFile.objects.get(serial=serial)
    place = folder / keeping.name_of(file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            for part in keeping.content(file):
                out.write(part)
    except OSError as fault:
        raise CannotWriteThere(place=place, why=fault.strerror) from None
    return place
