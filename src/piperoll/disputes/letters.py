"""The letter that tells what a dispute came to: put on its way as it is closed, drawn and worded for dispatch."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from piperoll.database.statements import beside
from piperoll.dispatch import kinds
from piperoll.dispatch.filling import worded
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import stage
from piperoll.disputes.rules import DECISIONS
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.template_queries import words_for

sql = beside(__file__)
KIND, ACT = "dispute", "send_letter"
Facts = namedtuple(
    "Facts", "source_id customer_reference customer_name document_number service document_date decision why what_next"
)


def register() -> None:
    """Make the letter known to dispatch."""
    kinds.register(kinds.Kind(KIND, ACT, drawn, facts_of, _newest))


def send(dispute: int, *, run: int, on: date, at: datetime) -> Any:
    """Put the letter of a closed dispute on its way. Raises NoApprovedTemplate."""
    words_for(KIND, language="en", audience="self", on=on)
    return stage(KIND, lambda: sql.sources(dispute=dispute, on=on), run=run, on=on, at=at)


def facts_of(sources: Sequence[int], on: date) -> dict[int, Facts]:
    """The facts of some closed disputes, as their letters write them."""
    return {
        row.source_id: Facts(
            row.source_id, row.customer_reference, row.customer_name, row.invoice, row.service, row.raised_on,
            DECISIONS[row.outcome], row.why, row.what_next,
        )
        for row in sql.closed(disputes=list(sources))
    }  # fmt: skip


def drawn(documents: Sequence[Document]) -> Iterator[LetterDocument]:
    """The letter of each document, to its own recipient."""
    council = council_on_paper()
    facts = facts_of([document.source_id for document in documents], documents[0].dated)
    for document in documents:
        dated = document.dated
        version = words_for(document.kind, language=document.language, audience=document.audience, on=dated)
        language = version.template.language
        values = worded(
            facts[document.source_id], council, recipient=document.recipient, on=dated, language=language
        )  # fmt: skip
        subject, body = (fill(KIND, text, values) for text in (version.subject, version.body))
        lines = filter(None, (*document.lines.split("\n"), document.postcode))
        yield LetterDocument(
            council=council, recipient=Recipient(document.recipient, tuple(lines)), reference=document.number,
            dated=dated, subject=subject, body=body, language=document.language, written_in=language,
        )  # fmt: skip


def _newest(customer: int) -> int | None:
    rows = sql.newest(customer=customer)
    return int(rows[0].source_id) if rows else None
