"""A council's keys: one encrypts bank details, one finds them again without decrypting. They live outside the database.

Whoever holds a copy of the database alone can read no bank details. Whoever loses this file can read none either, so
back it up, apart from the database.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from piperoll.config import home
from piperoll.foundations.refusals import Refused
from piperoll.foundations.sealed_details import KEY_BYTES, KeyRing


class KeysStand(Refused):
    """{file} is there already, and keys are never made anew for a council that has some. Name another file."""


class KeysCannotStand(Refused):
    """The keys cannot be kept in {file}: {why}. Name a file in a folder that is there and that you may write to."""


def key_file(council: str) -> Path:
    """Where a council's keys are: where `PIPEROLL_KEY_FILE` says, else made once in the home folder."""
    if chosen := os.environ.get("PIPEROLL_KEY_FILE"):
        return Path(chosen).absolute()
    file = home.private_folder(f"councils/{council}") / "keys.json"
    if not file.exists():
        with home.only_one("keys"):
            if not file.exists():
                home.write_private(file, _fresh())
    return file


def make(file: Path) -> None:
    """Make the keys of a new council in a file that only its owner may read. Raises KeysStand or KeysCannotStand."""
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(_fresh())
    except FileExistsError:
        raise KeysStand(file=file) from None
    except OSError as error:
        raise KeysCannotStand(file=file, why=(error.strerror or "unknown").lower()) from None


def read(file: Path) -> KeyRing:
    """The keys in a key file. Raises BadKeyFile."""
    return KeyRing.from_file(file)


def _fresh() -> str:
    return json.dumps({"encryption": secrets.token_hex(KEY_BYTES), "lookup": secrets.token_hex(KEY_BYTES)}, indent=1)
