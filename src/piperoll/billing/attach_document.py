"""attach_document: what shows why an invoice was raised is kept beside it, exactly as it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.models import SupportingDocument
from piperoll.billing.queries import numbered
from piperoll.formats.attachments import Document, checked
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class AttachedAlready(Refused):
    """{name} is attached to invoice {number} already: nothing was changed."""

    exit_code = 0


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


def keep(document: Document, *, invoice: int, run: int) -> int | None:
    """Add it to an invoice, inside a verb's transaction; its number comes back, or None if it is there already."""
    told = {"name": document.name, "kind": document.kind, "size": len(document.content), "content": document.content}
    row, is_new = SupportingDocument.objects.get_or_create(
        invoice_id=invoice, digest=document.digest, defaults={**told, "run_id": run}
    )
    return row.pk if is_new else None
