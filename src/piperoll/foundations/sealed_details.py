"""Bank details at rest: encrypted, so that a stolen database tells nothing, and findable by a keyed digest.

AES-256-GCM with a fresh 96-bit nonce for each, and HMAC-SHA256 for look-up. The keys live in a file outside the
database.
"""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from piperoll.foundations.refusals import Refused

KEY_BYTES = 32
_NONCE_BYTES = 12


class BadKeyFile(Refused):
    """{file} is not a Piperoll key file ({why}). Put back the council's own: no other can read its bank details.

    (A council that has none yet has them made by  ./piperoll make-keys FILE)
    """


class WrongKey(Refused):
    """These bank details were sealed with another key. Put the council's own key file back."""


@dataclass(frozen=True)
class KeyRing:
    """A council's two keys, 32 bytes each: one to encrypt, one to look up."""

    encryption: bytes
    lookup: bytes

    @classmethod
    def from_file(cls, file: Path) -> KeyRing:
        """The keys in a JSON file, 64 hexadecimal digits each. Raises BadKeyFile."""
        try:
            told = json.loads(file.read_text())
            ring = cls(bytes.fromhex(told["encryption"]), bytes.fromhex(told["lookup"]))
        except OSError as error:
            raise BadKeyFile(file=file, why=error.strerror) from None
        except (ValueError, KeyError, TypeError):
            raise BadKeyFile(
                file=file, why="it should hold encryption and lookup, 64 hexadecimal digits each"
            ) from None
        if {len(ring.encryption), len(ring.lookup)} != {KEY_BYTES}:
            raise BadKeyFile(file=file, why="each key should be 64 hexadecimal digits")
        return ring

    def derive(self, purpose: str) -> str:
        """A secret for another purpose, the same for everyone who holds these keys. 64 hexadecimal digits."""
        return hmac.digest(self.lookup, b"piperoll " + purpose.encode(), "sha256").hex()

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.encryption)

    def seal(self, details: str) -> bytes:
        """The details encrypted: nonce, then ciphertext and tag."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, details.encode(), None)

    def open(self, sealed: bytes) -> str:
        """The details as they were. Raises WrongKey when they were sealed with another key or altered."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()
        except InvalidTag:
            raise WrongKey() from None

    def key_of(self, details: str) -> bytes:
        """The digest by which the same details are found again; tells nothing without the key."""
        return hmac.digest(self.lookup, details.encode(), "sha256")


def masked(details: str) -> str:
    """Bank details as a screen shows them: `••••••••3491`."""
    return "•" * max(len(details) - 4, 0) + details[-4:]
