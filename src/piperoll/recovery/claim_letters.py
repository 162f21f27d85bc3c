"""The notice that a claim will be made: put on its way, drawn and worded for dispatch, asked about once more as it
leaves."""

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
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.template_queries import words_for
from piperoll.recovery import ladder
from piperoll.recovery.protocol import NOTICE_DAYS

sql = beside(__file__)
KIND, ACT = "claim_notice", "send_reminder"
Facts = namedtuple("Facts", "source_id customer_reference customer_name overdue letter_day reply_by")


def register() -> None:
    """Make the letter known to dispatch."""
    kinds.register(kinds.Kind(KIND, ACT, drawn, facts_of, _newest, no_longer_right))


def send(notice: int, *, run: int, on: date, at: datetime) -> Any:
    """Put a notice on its way. Raises NoApprovedTemplate."""
    words_for(KIND, language="en", audience="self", on=on)
    return stage(KIND, lambda: sql.sources(notice=notice, on=on), run=run, on=on, at=at)


def given(customer: int, *, since: date) -> date | None:
    """The day of a notice that was given since a day, and waits to go or went."""
    rows = sql.given(customer=customer, since=since)
    return rows[0].noticed_on if rows else None


def facts_of(sources: Sequence[int], on: date) -> dict[int, Facts]:
    """The facts of some notices, as their letters write them."""
    return {
        row.source_id: Facts(
            row.source_id, row.customer_reference, row.customer_name, row.pence, row.letter_on, on + NOTICE_DAYS
        )
        for row in sql.notices(notices=list(sources))
    }


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


def no_longer_right(sources: Sequence[int], on: date) -> dict[int, str]:
    """Notices that must not go on the day they leave: less is chased than they say."""
    notices = sql.notices(notices=list(sources))
    stands = ladder.standings(on, [row.customer_id for row in notices])
    chased = {row.source_id: getattr(stands.get(row.customer_id), "chased_pence", 0) for row in notices}
    return {
        row.source_id: "Less is chased now than it says."
        for row in notices
        if chased[row.source_id] < row.pence
    }  # fmt: skip


def _newest(customer: int) -> int | None:
    rows = sql.newest(customer=customer)
    return int(rows[0].source_id) if rows else None
