"""What a document is on paper: the invoice or statement as its own room draws it, addressed to this recipient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from piperoll.billing.credit_notes import credit_note_documents
from piperoll.billing.invoice_documents import invoice_documents
from piperoll.dispatch import kinds
from piperoll.dispatch.models import Document
from piperoll.dispatch.words import messages
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.engine import Drawable
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.receivables.statements import statement_documents


def drawables(documents: Sequence[Document]) -> Iterator[tuple[Document, Drawable]]:
    """Each document with what is to be drawn, in the order given; all of one kind."""
    if not documents:
        return
    if above := kinds.find(documents[0].kind):
        for document, drawable in zip(documents, above.drawn(documents), strict=True):
            yield document, as_they_read(document, drawable)
        return
    wanted = list(dict.fromkeys(document.source_id for document in documents))
    found = dict(zip(wanted, _gathered(documents[0].kind, wanted), strict=True))
    for document in documents:
        yield document, addressed(document, found[document.source_id])


def _gathered(kind: str, sources: list[int]) -> Iterator[Drawable]:
    """What is drawn of each source, in order."""
    if kind == "statement":
        yield from statement_documents(sources)
    elif kind == "credit_note":
        yield from credit_note_documents(sources)
    elif kind in ("letter", "text"):
        yield from _letters(sources)
    else:
        yield from invoice_documents(sources)


def _letters(sources: list[int]) -> Iterator[Drawable]:
    """What officers wrote, on the council's paper."""
    council, found = council_on_paper(), messages(sources)
    for message, words in (found[source] for source in sources):
        yield LetterDocument(
            council=council, recipient=Recipient(message.customer.name, ()), reference=message.customer.reference,
            dated=message.written_on, subject=words.subject, body=words.body, written_in=message.language,
        )  # fmt: skip


def as_they_read(document: Document, drawn: Drawable) -> Drawable:
    """The same document in its recipient's language and print."""
    return replace(drawn, language=document.language, large_print=document.format == "large_print")


def addressed(document: Document, drawn: Drawable) -> Drawable:
    """The same document for this recipient, as they read it; by email the customer's own address stays on it."""
    drawn = as_they_read(document, drawn)
    if document.audience == "self" and not document.lines:
        return drawn
    lines = (*document.lines.split("\n"), document.postcode) if document.lines else (document.postcode,)
    return replace(drawn, recipient=Recipient(document.recipient, tuple(filter(None, lines))))
