"""The letters about a complaint: that it came, and what was found; drawn and worded for dispatch."""

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
from piperoll.disputes.rules import FOUND, GO_ON, complaint_reference
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.template_queries import words_for

sql = beside(__file__)
RECEIVED, DECIDED, ACT = "complaint_in", "complaint", "send_letter"
Facts = namedtuple(
    "Facts",
    "source_id customer_reference customer_name complaint_reference document_date answer_day decision why remedy "
    "what_next",
)


def register() -> None:
    """Make both letters known to dispatch."""
    for kind in (RECEIVED, DECIDED):
        kinds.register(kinds.Kind(kind, ACT, drawn, facts_of, _newest))


def send(kind: str, one: int, *, run: int, on: date, at: datetime) -> Any:
    """Put the letter about a stage on its way. Raises NoApprovedTemplate."""
    words_for(kind, language="en", audience="self", on=on)
    return stage(kind, lambda: sql.complaint_sources(stage=one, on=on), run=run, on=on, at=at)


def facts_of(sources: Sequence[int], on: date) -> dict[int, Facts]:
    """The facts of some stages, as their letters write them; a stage without a remedy says that nothing is due."""
    return {
        row.source_id: Facts(
            row.source_id, row.customer_reference, row.customer_name, complaint_reference(row.complaint_id),
            row.began_on, row.decide_by, FOUND.get(row.finding), row.words,
            row.remedy or "Nothing needs to be put right.", GO_ON[row.stage],
        )
        for row in sql.stages(stages=list(sources))
    }  # fmt: skip


def drawn(documents: Sequence[Document]) -> Iterator[LetterDocument]:
    """The letter of each document, to its own recipient."""
    council = council_on_paper()
    facts = facts_of([document.source_id for document in documents], documents[0].dated)
    for document in documents:
        kind, dated = document.kind, document.dated
        version = words_for(kind, language=document.language, audience=document.audience, on=dated)
        language = version.template.language
        values = worded(
            facts[document.source_id], council, recipient=document.recipient, on=dated, language=language
        )  # fmt: skip
        subject, body = (fill(kind, text, values) for text in (version.subject, version.body))
        lines = filter(None, (*document.lines.split("\n"), document.postcode))
        yield LetterDocument(
            council=council, recipient=Recipient(document.recipient, tuple(lines)), reference=document.number,
            dated=dated, subject=subject, body=body, language=document.language, written_in=language,
        )  # fmt: skip


def _newest(customer: int) -> int | None:
    rows = sql.newest_stage(customer=customer)
    return int(rows[0].source_id) if rows else None
