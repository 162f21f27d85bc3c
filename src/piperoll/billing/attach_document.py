"""attach_document: what shows why an invoice was raised is kept beside it, exactly as it came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.models import SupportingDocument
from piperoll.billing.queries import numbered
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

LARGEST = 5_000_000
KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
"""How a file of each kind begins: its name is not to be believed."""


class NotADocument(Refused):
    """{name} cannot be attached: {why}. Attach a PDF, PNG or JPEG of at most 5 MB."""


class AttachedAlready(Refused):
    """{name} is attached to invoice {number} already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Document:
    """A file that was found fit to keep."""

    name: str
    kind: str
    content: bytes
    digest: bytes


@dataclass(frozen=True)
class Attached:
    """A document kept beside an invoice, with its SHA-256."""

    run: int
    invoice: str
    document: int
    name: str
    digest: str


def attach_document(*, invoice: str, name: str, content: bytes, on: date, at: datetime, by: Actor) -> Attached:
    """Keep a file with an invoice. Raises NoSuchInvoice, NotADocument, AttachedAlready."""
    found, document = numbered(invoice), checked(name, content)
    digest = document.digest.hex()
    with running.act("attach_document", on=on, at=at, by=by, invoice=found.number, digest=digest) as run:
        kept = keep(document, invoice=found.id, run=run.id)
        if kept is None:
            raise AttachedAlready(name=document.name, number=found.number)
    return Attached(run.id, found.number, kept, document.name, digest)


def checked(name: str, content: bytes) -> Document:
    """A file as it may be kept. Raises NotADocument."""
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split()).replace("/", "-")[-120:] or "document"
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), None)
    if kind is None:
        raise NotADocument(name=name, why="it is empty" if not content else "what is in it is none of those")
    if len(content) > LARGEST:
        raise NotADocument(name=name, why=f"it holds {plain_pounds(len(content) // 10_000)} MB")
    return Document(name, kind, content, hashlib.sha256(content).digest())


def keep(document: Document, *, invoice: int, run: int) -> int | None:
    """Add it to an invoice, inside a verb's transaction; its number comes back, or None if it is there already."""
    told = {"name": document.name, "kind": document.kind, "size": len(document.content), "content": document.content}
    row, is_new = SupportingDocument.objects.get_or_create(
        invoice_id=invoice, digest=document.digest, defaults={**told, "run_id": run}
    )
    return row.pk if is_new else None
