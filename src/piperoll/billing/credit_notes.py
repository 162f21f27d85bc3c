"""Finding credit notes, and a credit note as it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from piperoll.billing.credit_rules import EVERY_REASON
from piperoll.database.statements import beside
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.credit_note_document import CreditLine, CreditNoteDocument
from piperoll.documents.rendering.invoice_document import Council, Recipient, Vat
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
NOTES_AT_A_TIME = 500


class NoSuchCreditNote(Refused):
    """There is no credit note {number}. Check each digit, or look under its invoice."""


def numbered(number: str) -> Any:
    """A credit note with everything beside it. Raises NoSuchCreditNote."""
    compact = "".join(number.upper().split())
    found = sql.found(number=compact, notes=[]) if compact.isalnum() else []
    if not found:
        raise NoSuchCreditNote(number=number[:40])
    return found[0]


def listed(*, most: int, after: int = 0) -> list[Any]:
    """Credit notes, the newest first."""
    found: list[Any] = sql.listed(most=most, after=after)
    return found


def of_invoice(invoice: int) -> list[Any]:
    """An invoice's credit notes, oldest first."""
    found: list[Any] = sql.of_invoice(invoice=invoice)
    return found


def linked_to(invoice: int) -> list[Any]:
    """Invoices that an invoice adjusts or replaces, or is adjusted or replaced by."""
    found: list[Any] = sql.linked(invoice=invoice)
    return found


def lines_of(note: int) -> list[Any]:
    """What a credit note takes off, line by line."""
    found: list[Any] = sql.lines(notes=[note])
    return found


def document_of(note: Any) -> CreditNoteDocument:
    """A credit note as it is printed."""
    return _document(council_on_paper(), note, lines_of(note.id))


def credit_note_documents(notes: Sequence[int]) -> Iterator[CreditNoteDocument]:
    """The documents of these credit notes, in the order given, however many, in flat memory."""
    council = council_on_paper()
    for start in range(0, len(notes), NOTES_AT_A_TIME):
        some = list(notes[start : start + NOTES_AT_A_TIME])
        found = {note.id: note for note in sql.found(number=None, notes=some)}
        lines: defaultdict[int, list[Any]] = defaultdict(list)
        for line in sql.lines(notes=some):
            lines[line.credit_note_id].append(line)
        for key in some:
            yield _document(council, found[key], lines[key])


def _document(council: Council, note: Any, lines: list[Any]) -> CreditNoteDocument:
    name, *address = note.billed_to.split("\n")
    return CreditNoteDocument(
        council=council,
        recipient=Recipient(name, tuple(address)),
        number=note.number,
        issued_on=note.credited_on,
        customer_reference=note.customer_reference,
        service=note.service,
        invoice_number=note.invoice,
        invoiced_on=note.invoiced_on,
        tax_point_on=note.tax_point_on,
        reason=EVERY_REASON[note.reason],
        lines=tuple(_line(line) for line in lines),
        used_pence=note.used_pence,
    )


def _line(line: Any) -> CreditLine:
    rate = (line.vat_rate * 100).normalize() if line.is_taxable else None
    return CreditLine(line.description, line.net_pence, Vat(line.vat_code, line.vat_name, rate), line.vat_pence)
