"""Finding documents: one with its log, a batch with its totals, what a customer or an invoice was sent."""

from __future__ import annotations

from typing import Any

from piperoll.database.statements import beside
from piperoll.dispatch.models import Copy, Document
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
AS_READ = ("application/pdf", "text/plain")
"""The copies that are what a reader had in their hand; the whole email is kept beside its PDF."""


class NoSuchDocument(Refused):
    """There is no document {document} among the letters. Look under Letters, or on the customer's page."""


class NoSuchCopy(Refused):
    """No copy of document {document} is kept: it has not been sent."""


class CopyPurged(Refused):
    """The copy of document {document} was purged on {on:%-d %B %Y}: its time was over. Its SHA-256 was {digest}."""


def document_numbered(document: int) -> Document:
    """The document. Raises NoSuchDocument."""
    found = Document.objects.select_related("customer", "outbox", "run").filter(pk=document).first()
    if found is None:
        raise NoSuchDocument(document=document)
    return found


def copy_of(document: int) -> Copy:
    """The newest copy of a document as its reader had it: a PDF, or the words of a text.

    Raises NoSuchCopy, CopyPurged.
    """
    found = Copy.objects.select_related("purge").filter(document_id=document, media__in=AS_READ).order_by("-id").first()
    if found is None:
        raise NoSuchCopy(document=document)
    if hasattr(found, "purge"):
        raise CopyPurged(document=document, on=found.purge.purged_on, digest=bytes(found.sha256).hex())
    return found


def log_of(document: int) -> list[Any]:
    """What happened to a document, the newest first."""
    found: list[Any] = sql.log(document=document)
    return found


def batches(*, most: int, after: int = 0) -> list[Any]:
    """The runs that prepared letters, the newest first, with what became of their documents."""
    found: list[Any] = sql.batches(most=most, after=after)
    return found


def totals_of(batch: int) -> list[Any]:
    """A batch's documents counted by channel and state."""
    found: list[Any] = sql.totals(batch=batch)
    return found


def documents_of(
    *, batch: int | None = None, customer: int | None = None, invoice: int | None = None, state: str = "", most: int,
    after: int = 0,
) -> list[Any]:  # fmt: skip
    """Documents of a batch, a customer or an invoice, with where each stands, the newest first."""
    found: list[Any] = sql.listed(
        batch=batch, customer=customer, invoice=invoice, state=state or None, most=most, after=after
    )
    return found


def print_files(run: int | None = None, *, most: int) -> list[Any]:
    """Print files, the newest first."""
    found: list[Any] = sql.print_files(run=run, most=most)
    return found
