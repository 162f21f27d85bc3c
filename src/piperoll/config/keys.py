"""A council's keys: one encrypts bank details, one finds them again without decrypting. They live outside the database.

Whoever holds a copy of the database alone can read no bank details. Whoever loses this file can read none either, so
back it up, apart from the database.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from piperoll.config import home
from piperoll.foundations.refusals import Refused

BYTES = 32


class BadKeyFile(Refused):
    """{file} is not a Piperoll key file ({why}). Put back the council's own: no other can read its bank details."""


@dataclass(frozen=True)
class Keys:
    """`encryption` is for AES-256-GCM, `lookup` for HMAC-SHA256; 32 bytes each."""

    encryption: bytes
    lookup: bytes

    def derive(self, purpose: str) -> str:
        """A secret for another purpose, the same for everyone who holds this key file. 64 hexadecimal digits."""
        return hmac.new(self.lookup, b"piperoll " + purpose.encode(), hashlib.sha256).hexdigest()


def key_file(council: str) -> Path:
    """Where a council's keys are: `PIPEROLL_KEY_FILE`, else made once in the home folder."""
    if chosen := os.environ.get("PIPEROLL_KEY_FILE"):
        return Path(chosen).absolute()
    file = home.private_folder(f"councils/{council}") / "keys.json"
    if not file.exists():
        with home.only_one("keys"):
            if not file.exists():
                fresh = {"encryption": secrets.token_hex(BYTES), "lookup": secrets.token_hex(BYTES)}
                home.write_private(file, json.dumps(fresh, indent=1))
    return file


def read(file: Path) -> Keys:
    """The keys in a key file. Raises BadKeyFile."""
    try:
        held = json.loads(file.read_text())
        keys = Keys(bytes.fromhex(held["encryption"]), bytes.fromhex(held["lookup"]))
    except OSError as error:
        raise BadKeyFile(file=file, why=error.strerror) from None
    except (ValueError, KeyError, TypeError):
        raise BadKeyFile(file=file, why="it should hold encryption and lookup, 64 hexadecimal digits each") from None
    if {len(keys.encryption), len(keys.lookup)} != {BYTES}:
        raise BadKeyFile(file=file, why="each key should be 64 hexadecimal digits")
    return keys
