"""The letter that tells of a refund: put on its way as the refund run is released, drawn and worded for dispatch."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from piperoll.database.statements import beside
from piperoll.direct_debit.bank_details import masked
from piperoll.dispatch import kinds
from piperoll.dispatch.filling import worded
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import stage
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.template_queries import words_for
from piperoll.foundations.money import pounds

sql = beside(__file__)
KIND, ACT = "refund", "refund"
Facts = namedtuple(
    "Facts", "source_id customer_reference customer_name amount refund_reference paid_to pay_day paid_for"
)


def register() -> None:
    """Make the letter known to dispatch."""
    kinds.register(kinds.Kind(KIND, ACT, drawn, facts_of, _newest))


def send(*, run: int, refund_run: int, on: date, at: datetime) -> Any:
    """Put a letter for each refund of a released run on its way. Raises NoApprovedTemplate."""
    words_for(KIND, language="en", audience="self", on=on)
    return stage(KIND, lambda: sql.sources(refund_run=refund_run, on=on), run=run, on=on, at=at)


def facts_of(sources: Sequence[int], on: date) -> dict[int, Facts]:
    """The facts of some refunds, as their letters write them."""
    return {row.source_id: _facts(row) for row in sql.refunds(refunds=list(sources))}


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
            dated=dated, subject=subject, body=body, language=language,
        )  # fmt: skip


def _newest(customer: int) -> int | None:
    rows = sql.newest(customer=customer)
    return int(rows[0].source_id) if rows else None


def _facts(row: Any) -> Facts:
    account = f"{row.payable_to}, {masked(row.last_four)}" if row.last_four else f"a cheque to {row.payable_to}"
    if row.method == "card":
        account = "the card you paid with"
    told = json.loads(row.credits) if isinstance(row.credits, str) else row.credits or []
    parts = [f"* {one['reference']}: {pounds(one['pence'])}" for one in told]
    return Facts(
        row.source_id, row.customer_reference, row.customer_name, row.amount_pence, f"REFUND-{row.source_id}",
        account, row.pay_on, "\n".join(parts),
    )  # fmt: skip
