"""What a credit note says: which invoice it changes, by how much, why, and what that does to the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.documents.rendering.drawable import FONT_FAMILIES, drawable
from piperoll.documents.rendering.invoice_document import Council, Recipient, Vat
from piperoll.documents.rendering.print_data import council_data, in_english, recipient_lines, vat_data
from piperoll.documents.rendering.tongues import Tongue, in_tongue
from piperoll.foundations.money import pounds


@dataclass(frozen=True)
class CreditLine:
    """What comes off one line of the invoice."""

    description: str
    net_pence: int
    vat: Vat
    vat_pence: int

    @property
    def gross_pence(self) -> int:
        """The line with its VAT."""
        return self.net_pence + self.vat_pence


@dataclass(frozen=True)
class CreditNoteDocument:
    """Everything one credit note says: the particulars of the VAT Regulations 1995, regulation 15C(5), among them.

    `used_pence` met what was still open of the invoice; the rest is credit on the account.
    """

    council: Council
    recipient: Recipient
    number: str
    issued_on: date
    customer_reference: str
    service: str
    invoice_number: str
    invoiced_on: date
    tax_point_on: date
    reason: str
    lines: tuple[CreditLine, ...]
    used_pence: int
    language: str = "en"
    large_print: bool = False

    @property
    def is_vat_document(self) -> bool:
        """Whether it changes a taxable supply; otherwise it must not look as if it did."""
        return any(line.vat.is_taxable for line in self.lines)

    @property
    def gross_pence(self) -> int:
        """What is credited in all."""
        return sum(line.gross_pence for line in self.lines)


def credit_note_data(document: CreditNoteDocument) -> dict[str, Any]:
    """What `credit_note.typ` is given, ready for JSON."""
    council, on_account, say = document.council, document.gross_pence - document.used_pence, Tongue(document.language)
    kind = say("Credit note")
    return {
        **in_tongue(document.language),
        "english": in_english(document, credit_note_data),
        "fonts": FONT_FAMILIES,
        "issued_on": {
            "year": document.issued_on.year, "month": document.issued_on.month, "day": document.issued_on.day
        },
        "title": drawable(
            say("{kind} {number} from {council}", kind=kind, number=document.number, council=council.name)
        ),
        "kind": kind,
        "heading": kind,
        "is_vat": document.is_vat_document,
        "council": council_data(council),
        "recipient": recipient_lines(document.recipient),
        "number": document.number,
        "invoice": document.invoice_number,
        "invoiced_on": say.day(document.invoiced_on),
        "facts": [(say(name), drawable(value)) for name, value in _facts(document, say) if value],
        "reason": drawable(document.reason),
        "lines": [_line(line) for line in document.lines],
        "net": pounds(sum(line.net_pence for line in document.lines)),
        "vat": pounds(sum(line.vat_pence for line in document.lines)),
        "gross": pounds(document.gross_pence),
        "used": pounds(document.used_pence) if document.used_pence else "",
        "on_account": pounds(on_account) if on_account else "",
    }  # fmt: skip


def _facts(document: CreditNoteDocument, say: Tongue) -> tuple[tuple[str, str], ...]:
    vat_number = document.council.vat_number or "" if document.is_vat_document else ""
    return (
        ("Issue date", say.day(document.issued_on)),
        ("Invoice", document.invoice_number),
        ("Invoice date", say.day(document.invoiced_on)),
        ("Tax point", say.day(document.tax_point_on) if document.is_vat_document else ""),
        ("VAT number", vat_number),
        ("Customer", document.customer_reference),
        ("Service", document.service),
    )


def _line(line: CreditLine) -> dict[str, str]:
    return {
        **vat_data(line.vat),
        "description": drawable(line.description),
        "net": pounds(line.net_pence),
        "vat": pounds(line.vat_pence) if line.vat.is_taxable else "–",
        "gross": pounds(line.gross_pence),
    }
