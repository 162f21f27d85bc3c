"""What a statement of account says: what was owed, billed, paid and credited between two days, and what is to pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.documents.rendering import wording
from piperoll.documents.rendering.drawable import FONT_FAMILIES, drawable
from piperoll.documents.rendering.invoice_document import Council, Recipient
from piperoll.documents.rendering.print_data import council_data, help_text, in_english, paragraphs, recipient_lines
from piperoll.documents.rendering.tongues import Tongue, in_tongue
from piperoll.foundations.money import pounds


@dataclass(frozen=True)
class Movement:
    """Something charged (pence above nought) or taken off (below) on a day."""

    on: date
    what: str
    amount_pence: int


@dataclass(frozen=True)
class StillOpen:
    """Something not paid in full at the end, and when it was or is due."""

    reference: str
    what: str
    due_on: date
    open_pence: int


@dataclass(frozen=True)
class StatementDocument:
    """Everything one statement says. Overdue is net of credit not yet used."""

    council: Council
    recipient: Recipient
    customer_name: str
    customer_reference: str
    since: date
    until: date
    drawn_up_on: date
    opening_pence: int
    movements: tuple[Movement, ...]
    closing_pence: int
    overdue_pence: int
    still_open: tuple[StillOpen, ...]
    help_if_you_cannot_pay: str = wording.HELP_IF_YOU_CANNOT_PAY
    language: str = "en"
    large_print: bool = False

    @property
    def number(self) -> str:
        """The name of its file."""
        return f"{self.customer_reference}-{self.until.isoformat()}"


def statement_data(document: StatementDocument) -> dict[str, Any]:
    """What `statement.typ` is given, ready for JSON."""
    council, say = document.council, Tongue(document.language)
    until = say.day(document.until)
    return {
        **in_tongue(document.language),
        "english": in_english(document, statement_data),
        "fonts": FONT_FAMILIES,
        "dated": _parts(document.drawn_up_on),
        "title": drawable(
            say(
                "Statement of account {reference} at {day} from {council}",
                reference=document.customer_reference,
                day=until,
                council=council.name,
            )
        ),
        "kind": say("Statement"),
        "heading": say("Statement of account"),
        "number": drawable(document.customer_reference),
        "council": council_data(council),
        "recipient": recipient_lines(document.recipient),
        "facts": _facts(document, say),
        "until": until,
        "since": say.day(document.since),
        "opening": pounds(document.opening_pence),
        "movements": _movements(document, say),
        "closing": pounds(abs(document.closing_pence)),
        "state": "owed" if document.closing_pence > 0 else "credit" if document.closing_pence < 0 else "square",
        "overdue": pounds(document.overdue_pence) if document.overdue_pence > 0 else "",
        "still_open": [
            {
                "reference": drawable(one.reference),
                "what": drawable(one.what),
                "due": say.day(one.due_on),
                "open": pounds(one.open_pence),
                "is_overdue": one.due_on < document.until,
            }
            for one in document.still_open
        ],
        "reference": drawable(document.customer_reference),
        "help": paragraphs(help_text(document.help_if_you_cannot_pay, say)),
    }


def _facts(document: StatementDocument, say: Tongue) -> list[tuple[str, str]]:
    told = [("Statement at", say.day(document.until)), ("Customer", document.customer_reference)]
    if document.recipient.name != document.customer_name:
        told.append(("Account of", document.customer_name))
    return [(say(name), drawable(value, most=60)) for name, value in told]


def _movements(document: StatementDocument, say: Tongue) -> list[dict[str, str]]:
    """Each movement with the balance after it."""
    rows, balance = [], document.opening_pence
    for one in document.movements:
        balance += one.amount_pence
        charged = one.amount_pence > 0
        rows.append(
            {
                "on": say.short_day(one.on),
                "what": drawable(one.what),
                "charged": pounds(one.amount_pence) if charged else "",
                "taken_off": "" if charged else pounds(-one.amount_pence),
                "balance": pounds(balance),
            }
        )
    return rows


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
