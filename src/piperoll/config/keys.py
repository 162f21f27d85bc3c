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
from piperoll.foundations.sealed_details import KEY_BYTES, KeyRing


def key_file(council: str) -> Path:
    """Where a council's keys are: `PIPEROLL_KEY_FILE`, else made once in the home folder."""
    if chosen := os.environ.get("PIPEROLL_KEY_FILE"):
        return Path(chosen).absolute()
    file = home.private_folder(f"councils/{council}") / "keys.json"
    if not file.exists():
        with home.only_one("keys"):
            if not file.exists():
                fresh = {"encryption": secrets.token_hex(KEY_BYTES), "lookup": secrets.token_hex(KEY_BYTES)}
                home.write_private(file, json.dumps(fresh, indent=1))
    return file


def read(file: Path) -> KeyRing:
    """The keys in a key file. Raises BadKeyFile."""
    return KeyRing.from_file(file)
