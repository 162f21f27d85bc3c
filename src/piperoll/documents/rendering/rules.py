"""What the law and the envelope ask of an invoice."""

from __future__ import annotations

from piperoll.documents.rendering.invoice_document import InvoiceDocument, InvoiceLine

MOST_ADDRESS_LINES = 7
"""Lines in the window of an envelope, the name included (GOV.UK Notify's letter specification)."""


def vat_invoice_gaps(document: InvoiceDocument) -> list[str]:
    """What a full VAT invoice must say and this one does not, in words; empty when nothing is missing.

    The VAT Regulations 1995 (SI 1995/2518), regulation 14(1). An invoice with no taxable supply on it is not a VAT
    invoice and owes nothing but this: no VAT may be charged under a code that has no rate.
    """
    charged_without_rate = [
        f"a VAT rate for line {position}, which charges VAT under code {line.vat.code}"
        for position, line in enumerate(document.lines, start=1)
        if line.vat_pence and not line.vat.is_taxable
    ]
    if not document.is_vat_invoice:
        return charged_without_rate
    needed = {
        "the invoice number": document.number.strip(),
        "the tax point": document.tax_point_on,
        "the council's name": document.council.name.strip(),
        "the council's address": "".join(document.council.address_lines).strip(),
        "the council's VAT number": (document.council.vat_number or "").strip(),
        "the customer's name": document.recipient.name.strip(),
        "the customer's address": "".join(document.recipient.address_lines).strip(),
    }
    missing = [what for what, value in needed.items() if not value]
    return missing + _line_gaps(document.lines) + charged_without_rate


def _line_gaps(lines: tuple[InvoiceLine, ...]) -> list[str]:
    """Descriptions and quantities that are not there: regulation 14(1)(g) and (h)."""
    gaps = []
    for position, line in enumerate(lines, start=1):
        if not line.description.strip():
            gaps.append(f"the description of line {position}")
        if not line.quantity and line.net_pence:
            gaps.append(f"the quantity of line {position}")
    return gaps
