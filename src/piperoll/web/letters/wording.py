"""How documents on their way are written: states, channels, tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from piperoll.dispatch.deeds import STATES_IN_WORDS
from piperoll.dispatch.models import Document
from piperoll.dispatch.rules import FORMATS
from piperoll.documents.models import LetterTemplate
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table

COLOURS = {
    "prepared": "blue",
    "pulled": "orange",
    "claimed": "yellow",
    "in_doubt": "red",
    "sent": "green",
    "delivered": "green",
    "bounced": "red",
    "returned": "red",
    "void": "grey",
}
KINDS = dict(Document.KINDS)
CHANNELS = dict(Document.CHANNELS)


def plural_of(kind: str) -> str:
    """`Invoices`, `Texts about bills`."""
    return {"bill_text": "Texts about bills", "rem_text": "Reminders by text"}.get(kind, f"{KINDS[kind]}s")


def state_tag(state: str) -> Tag:
    """Where a document stands, in a word or two."""
    return Tag(STATES_IN_WORDS[state].capitalize(), COLOURS[state])


def channel_words(row: Any) -> object:
    """By which way, and in which form."""
    said = CHANNELS[row.channel]
    extra = FORMATS[row.format] if row.format != "standard" else "Welsh" if row.language == "cy" else ""
    return Noted(said, extra) if extra else said


def documents_table(
    rows: Iterable[Any], *, may: frozenset[str], caption: str, empty: str, with_customer: bool = True
) -> Table:
    """Documents with whom they are for, how they go, where they stand and the copy as sent."""
    columns = [
        Column("Document"),
        Column("For"),
        Column("By"),
        Column("State"),
        Column("Amount", "money"),
        Column("Copy"),
    ]
    listed = [
        Row(
            [
                Noted(Link(row.number, reverse("letter_document", args=[row.id])), KINDS[row.kind]),
                _for(row, with_customer), channel_words(row),
                Noted(state_tag(row.state), row.reason) if row.reason else state_tag(row.state),
                row.amount_pence if row.kind not in LetterTemplate.OF_THEIR_OWN else "",
                _copy(row, may),
            ],
            quiet=row.state == "void",
        )
        for row in rows
    ]  # fmt: skip
    return Table(caption, columns, listed, empty=empty, caption_hidden=True)


def _copy(row: Any, may: frozenset[str]) -> object:
    """The copy as sent, for whoever may take one out."""
    if not row.copy_id or "reprint_document" not in may:
        return "Kept" if row.copy_id else ""
    return Link("As sent", reverse("letter_copy", args=[row.id]), f"copy of {row.number}")


def _for(row: Any, with_customer: bool) -> object:
    who: object = row.recipient or row.customer
    if with_customer and row.recipient in ("", row.customer):
        who = Link(row.customer, customer_address(row.customer_reference))
    return Noted(who, row.why) if row.why else who
