"""The two letters: an arrangement confirmed, and a payment that has not come; drawn and asked about as they leave."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from piperoll.arrangements.rules import reference_of
from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.dispatch import kinds
from piperoll.dispatch.filling import worded
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import stage
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.template_queries import words_for
from piperoll.foundations.money import pounds
from piperoll.runs.running import RunInHand

sql = beside(__file__)
AGREED, LATE = "arrangement", "arr_late"
HOW_PAID = {"any": "in any way you like", "standing_order": "by standing order", "card": "by card"}
AgreedFacts = namedtuple(
    "AgreedFacts", "source_id customer_reference customer_name amount arrangement_reference how_paid payments owed"
)
LateFacts = namedtuple(
    "LateFacts", "source_id customer_reference customer_name amount arrangement_reference missed_day answer_day"
)


def register() -> None:
    """Make both known to dispatch. That a payment is late is a reminder, and barred wherever one is."""
    kinds.register(
        kinds.Kind(AGREED, "send_letter", partial(_drawn, _agreed), _agreed, _newest("arrangement"), _ended)
    )  # fmt: skip
    kinds.register(kinds.Kind(LATE, "send_reminder", partial(_drawn, _late), _late, _newest("courtesy"), _came))


def confirm(arrangement: int, *, run: RunInHand, on: date, at: datetime) -> Any:
    """Put the letter that confirms one on its way. Raises NoApprovedTemplate."""
    words_for(AGREED, language="en", audience="self", on=on)
    return stage(AGREED, lambda: sql.agreed_sources(arrangement=arrangement, on=on), run=run.id, on=on, at=at)


def say_late(*, run: RunInHand, on: date, at: datetime) -> Any:
    """Put the courtesy letters that a run wrote down on their way. Raises NoApprovedTemplate."""
    words_for(LATE, language="en", audience="self", on=on)
    return stage(LATE, lambda: sql.courtesy_sources(run=run.id, on=on), run=run.id, on=on, at=at)


def _drawn(
    facts_of: Callable[[Sequence[int], date], dict[int, Any]], documents: Sequence[Document]
) -> Iterator[LetterDocument]:
    council = council_on_paper()
    facts = facts_of([document.source_id for document in documents], documents[0].dated)
    for document in documents:
        dated, kind = document.dated, document.kind
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


def _agreed(sources: Sequence[int], on: date) -> dict[int, AgreedFacts]:
    rows = [with_json(row, "payments", "owed") for row in sql.agreed(sources=list(sources))]
    return {
        row.source_id: AgreedFacts(
            row.source_id, row.customer_reference, row.customer_name, row.total_pence, reference_of(row.source_id),
            f"by Direct Debit {row.mandate}" if row.mandate else HOW_PAID[row.method],
            "\n".join(f"* {long_date(date.fromisoformat(one['on']))}: {pounds(one['pence'])}" for one in row.payments),
            "\n".join(_debt(one) for one in row.owed),
        )
        for row in rows
    }  # fmt: skip


def _debt(one: dict[str, Any]) -> str:
    service = f", {one['service']}" if one["service"] else ""
    return f"* {one['reference']}{service} ({long_date(date.fromisoformat(one['since']))}): {pounds(one['pence'])}"


def _late(sources: Sequence[int], on: date) -> dict[int, LateFacts]:
    return {
        row.source_id: LateFacts(
            row.source_id, row.customer_reference, row.customer_name, row.late_pence,
            reference_of(row.arrangement_id), row.since, row.answer_by,
        )
        for row in sql.courtesies(sources=list(sources))
    }  # fmt: skip


def _newest(what: str) -> Callable[[int], int | None]:
    def newest(customer: int) -> int | None:
        (row,) = sql.newest(customer=customer)
        found: int | None = getattr(row, what)
        return found

    return newest


def _ended(sources: Sequence[int], on: date) -> dict[int, str]:
    """Confirmations of what has ended since."""
    return {row.arrangement_id: "The arrangement has ended." for row in sql.ended(sources=list(sources))}


def _came(sources: Sequence[int], on: date) -> dict[int, str]:
    """Courtesy letters about what has come since."""
    late = {row.id for row in sql.late_still(sources=list(sources), on=on)}
    return {source: "The payment has come, or less is missing now." for source in sources if source not in late}
