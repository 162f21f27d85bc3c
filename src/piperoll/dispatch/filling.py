"""What a template's blanks stand for: gathered from the books for many documents at once, worded in their language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from piperoll.database.statements import beside
from piperoll.dispatch import kinds
from piperoll.documents.models import LetterTemplate
from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.invoice_document import Council
from piperoll.documents.rendering.tongues import Tongue
from piperoll.foundations.money import pounds

sql = beside(__file__)
_DAYS = (
    "document_date", "due_date", "statement_from", "statement_to", "pay_day", "pay_by", "missed_day", "answer_day",
    "reply_by", "letter_day",
)  # fmt: skip
_TOLD = (
    "what_changed", "pays", "collections", "paid_to", "owed", "payments", "how_paid", "decision", "remedy", "what_next",
)  # fmt: skip
"""Blanks whose words we wrote down in English, to be told in the letter's language."""
_SUMS = ("amount", "balance", "overdue")


def facts_of(kind: str, sources: Sequence[int], *, on: date) -> dict[int, Any]:
    """The facts of each source of a kind: an invoice's, or for a letter or text of its own a customer's."""
    if above := kinds.find(kind):
        return above.facts(sources, on)
    gather = {
        "invoice": sql.invoices, "statement": sql.statements, "credit_note": sql.credit_notes, "letter": sql.customers,
        "bill_text": sql.invoices, "text": sql.customers,
    }[kind]  # fmt: skip
    return {row.source_id: row for row in gather(sources=list(sources), on=on)}


def newest_source(kind: str, customer: int) -> int | None:
    """The customer's newest document of a kind, to show a template with; for what is of its own, the customer."""
    if kind in LetterTemplate.OF_THEIR_OWN:
        return customer
    if above := kinds.find(kind):
        return above.newest(customer)
    newest = {
        "invoice": sql.newest_invoice, "statement": sql.newest_statement, "credit_note": sql.newest_credit_note,
        "bill_text": sql.newest_invoice,
    }[kind]  # fmt: skip
    rows = newest(customer=customer)
    return int(rows[0].source_id) if rows else None


def worded(facts: Any, council: Council, *, recipient: str, on: date, language: str = "en") -> Mapping[str, str]:
    """The facts as a letter writes them."""
    values = {
        "recipient_name": recipient,
        "today": long_date(on, language),
        "council_name": council.name,
        "council_phone": council.phone or "",
        "council_email": council.email or "",
        "council_website": council.website or "",
    }
    for name, value in facts._asdict().items():
        if value is None:
            continue
        values[name] = _in_words(name, value, language)
    return values


def _in_words(name: str, value: Any, language: str) -> str:
    if name in _SUMS:
        return pounds(value)
    if name in _DAYS:
        return long_date(value, language)
    return Tongue(language).again(str(value)) if name in _TOLD else str(value)
