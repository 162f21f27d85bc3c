"""What was written beside a payment, kept apart from its sealed row, which holds only a salted digest of it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A payer's name, a narrative and references, with the salt and the digest the sealed row keeps of them."""

    payer_name: str
    narrative: str
    references: list[str]
    salt: bytes
    digest: bytes

    @property
    def references_json(self) -> str:
        """The references as COPY takes them into a jsonb column."""
        return json.dumps(self.references) if self.references else "[]"


def kept_apart(payer_name: str, narrative: str, references: Sequence[str]) -> Words:
    """Words ready to be kept: no null characters, each reference once, under a salt of their own.

    The digest is of the salt, then name, narrative and references with a unit separator between, as check_books has it.
    """
    name, narrative = plain(payer_name)[:140], plain(narrative)
    told = [plain(reference) for reference in dict.fromkeys(references) if reference]
    salt = os.urandom(16)
    digest = hashlib.sha256(salt + "\x1f".join((name, narrative, *told)).encode()).digest()
    return Words(name, narrative, told, salt, digest)


def plain(text: str) -> str:
    """The text without null characters, which PostgreSQL cannot hold."""
    return text.replace("\x00", " ")
