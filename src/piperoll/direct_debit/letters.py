"""What notices say: the facts their words are filled with, and the letter as it is drawn, the Guarantee under it."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from piperoll.database.statements import beside
from piperoll.direct_debit.bank_details import masked
from piperoll.direct_debit.models import GuaranteeWording
from piperoll.direct_debit.noticing import DOCUMENTS
from piperoll.direct_debit.rules import GUARANTEE, HEADING, guarantee
from piperoll.dispatch import kinds
from piperoll.dispatch.filling import worded
from piperoll.dispatch.models import Document
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.rendering.tongues import SORRY_NO_WELSH, Tongue
from piperoll.documents.template_queries import words_for
from piperoll.foundations.money import pounds

sql = beside(__file__)
ACTS = {
    "dd_confirmed": "set_up_mandate",
    "dd_notice": "collect",
    "dd_changed": "set_up_mandate",
    "dd_cancelled": "send_statement",
    "dd_unpaid": "send_reminder",
}
"""What a safeguard is asked for each: a cancellation goes to whoever hears, the executors among them;
a letter that asks for money goes to nobody who must not be reminded."""
WITH_GUARANTEE = ("dd_confirmed", "dd_changed")
Facts = namedtuple(
    "Facts",
    "source_id customer_reference customer_name payer_name mandate_reference service_user_number bank_account "
    "notice_days pays collections total what_changed",
)


def register() -> None:
    """Make the kinds of letter known to dispatch."""
    for kind in DOCUMENTS.values():
        newest = partial(_newest, kind)
        kinds.register(kinds.Kind(kind, ACTS[kind], drawn, facts_of, newest))


def facts_of(sources: Sequence[int], on: date) -> dict[int, Facts]:
    """The facts of some notices, as their letters write them."""
    return {row.source_id: _facts(row) for row in sql.notices(notices=list(sources))}


def drawn(documents: Sequence[Document]) -> Iterator[LetterDocument]:
    """The letter of each document, to its own recipient."""
    council = council_on_paper()
    facts = facts_of([document.source_id for document in documents], documents[0].dated)
    for document in documents:
        said, dated = facts[document.source_id], document.dated
        version = words_for(document.kind, language=document.language, audience=document.audience, on=dated)
        language = version.template.language
        values = worded(said, council, recipient=document.recipient, on=dated, language=language)
        subject, body = (fill(document.kind, text, values) for text in (version.subject, version.body))
        if document.kind in WITH_GUARANTEE:
            body += _guarantee(council.name, int(said.notice_days), language, dated)
        lines = filter(None, (*document.lines.split("\n"), document.postcode))
        yield LetterDocument(
            council=council, recipient=Recipient(document.recipient, tuple(lines)), reference=document.number,
            dated=dated, subject=subject, body=body, language=language,
        )  # fmt: skip


def _newest(kind: str, customer: int) -> int | None:
    rows = sql.newest(customer=customer, kinds=[told for told, name in DOCUMENTS.items() if name == kind])
    return int(rows[0].source_id) if rows else None


def _facts(row: Any) -> Facts:
    told = json.loads(row.collections) if isinstance(row.collections, str) else row.collections or []
    return Facts(
        row.source_id, row.customer_reference, row.customer_name, row.payer_name, row.mandate_reference,
        row.service_user_number, masked(row.last_four), str(row.notice_days), row.pays,
        "\n".join(map(_collection, told)), pounds(sum(one["pence"] for one in told)) if told else "", row.why,
    )  # fmt: skip


def _collection(told: dict[str, Any]) -> str:
    on = date.fromisoformat(told["on"])
    said = f"* {on:%A} {long_date(on)}: {pounds(told['pence'])}"
    parts = [f"{one['number']} {pounds(one['pence'])}" for one in told["items"] or []]
    return said + (f" ({', '.join(parts)})" if parts else "")


def _guarantee(organisation: str, days: int, language: str, on: date) -> str:
    """The Guarantee under a letter, in its language where the council has the scheme's own words in it."""
    held = GuaranteeWording.objects.filter(valid_from__lte=on).first() if language == "cy" else None
    words = held.paragraphs.split("\n") if held else GUARANTEE
    heading = f"# {held.heading if held else HEADING}"
    sorry = f"\n\n{Tongue(language)(SORRY_NO_WELSH)}" if language == "cy" and not held else ""
    listed = "\n".join(f"* {paragraph}" for paragraph in guarantee(organisation, days, words))
    return f"\n\n{heading}{sorry}\n\n{listed}"
