"""Files kept beside something as evidence: a PDF, PNG or JPEG, known by how it begins and never by its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from piperoll.foundations.money import plain_pounds
from piperoll.foundations.refusals import Refused

LARGEST = 5_000_000
KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
"""How a file of each kind begins."""


class NotADocument(Refused):
    """{name} cannot be attached: {why}. Attach a PDF, PNG or JPEG of at most 5 MB."""


@dataclass(frozen=True)
class Document:
    """A file that was found fit to keep; `digest` is the SHA-256 of its content."""

    name: str
    kind: str
    content: bytes
    digest: bytes


def checked(name: str, content: bytes) -> Document:
    """A file as it may be kept. Raises NotADocument."""
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split()).replace("/", "-")[-120:] or "document"
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), None)
    if kind is None:
        raise NotADocument(name=name, why="it is empty" if not content else "what is in it is none of those")
    if len(content) > LARGEST:
        raise NotADocument(name=name, why=f"it holds {plain_pounds(len(content) // 10_000)} MB")
    return Document(name, kind, content, hashlib.sha256(content).digest())
