"""The letter or email that brings a link to pay by: put on its way, drawn with its QR code, asked about as it goes."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from piperoll.cards.models import SentLink
from piperoll.council.models import Council
from piperoll.customers.bank_details import key_ring
from piperoll.database.json_columns import with_json
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
from piperoll.foundations.money import pounds
from piperoll.runs.running import RunInHand

sql = beside(__file__)
KIND, ACT = "pay_link", "send_reminder"
_OUR_PAGE = "/pay/?"
Facts = namedtuple("Facts", "source_id customer_reference customer_name amount pay_link bills pay_by")


def register() -> None:
    """Make the letter known to dispatch."""
    kinds.register(kinds.Kind(KIND, ACT, drawn, facts_of, _newest, no_longer_right))


def our_pages() -> str:
    """Where payers reach our pages, when the page a bill's QR code opens is ours; else nothing."""
    page = Council.objects.get().pay_page
    return page.partition(_OUR_PAGE)[0] if _OUR_PAGE in page else ""


def held(parts: Mapping[int, int], on: date) -> dict[int, str]:
    """What bars asking for pence by invoice, invoice by invoice: what is not held of one may be asked for."""
    rows = sql.held(act=ACT, invoices=list(parts), pence=list(parts.values()), on=on)
    return {row.invoice_id: row.reason for row in rows}


def send(link: int, *, run: RunInHand) -> list[str]:
    """Put a link on its way inside a deed's transaction: each reader, and how it reaches them. Raises
    NoApprovedTemplate."""
    words_for(KIND, language="en", audience="self", on=run.effective_on)
    stage(KIND, lambda: sql.sources(link=link, on=run.effective_on), run=run.id, on=run.effective_on, at=run.at)
    ways = {"post": "by post", "email": "by email"}
    documents = Document.objects.filter(kind=KIND, source_id=link).order_by("id")
    return [f"{one.recipient} {ways[one.channel]}" for one in documents]


def facts_of(sources: Sequence[int], on: date) -> dict[int, Facts]:
    """The facts of some links, as their letters write them."""
    sealed, ring = SentLink.objects.in_bulk(sources), key_ring()
    return {
        row.source_id: _facts(with_json(row, "bills"), ring.open(bytes(sealed[row.source_id].sealed)))
        for row in sql.links(links=list(sources))
    }


def drawn(documents: Sequence[Document]) -> Iterator[LetterDocument]:
    """The letter of each document, to its own recipient."""
    council = council_on_paper()
    facts = facts_of([document.source_id for document in documents], documents[0].dated)
    for document in documents:
        told, dated = facts[document.source_id], document.dated
        version = words_for(KIND, language=document.language, audience=document.audience, on=dated)
        language = version.template.language
        values = worded(told, council, recipient=document.recipient, on=dated, language=language)
        subject, body = (fill(KIND, text, values) for text in (version.subject, version.body))
        lines = filter(None, (*document.lines.split("\n"), document.postcode))
        yield LetterDocument(
            council=council, recipient=Recipient(document.recipient, tuple(lines)), reference=document.number,
            dated=dated, subject=subject, body=body, language=language, qr_text=told.pay_link,
        )  # fmt: skip


def no_longer_right(sources: Sequence[int], on: date) -> dict[int, str]:
    """Links that must not go on a day: their last day is over, they are paid, or what they ask for is held."""
    said: dict[int, str] = {}
    for link, rows in groupby(sql.parts(links=sorted(sources)), key=lambda row: row.source_id):
        parts = list(rows)
        asked = {row.invoice_id: row.left_pence for row in parts if row.left_pence}
        if parts[0].expires_on < on:
            said[link] = "The link in it works no longer."
        elif not asked:
            said[link] = "Nothing is left to pay of what its link asks for."
        elif reasons := held(asked, on):
            said[link] = " ".join(reasons.values())
    return said


def _newest(customer: int) -> int | None:
    rows = sql.newest(customer=customer)
    return int(rows[0].source_id) if rows else None


def _facts(row: Any, address: str) -> Facts:
    bills = "\n".join(f"* {one['number']}: {pounds(one['pence'])}" for one in row.bills)
    return Facts(
        row.source_id, row.customer_reference, row.customer_name, row.amount_pence, address, bills, row.expires_on
    )
