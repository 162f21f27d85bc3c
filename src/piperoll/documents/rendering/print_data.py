"""An invoice as the template draws it: every date, sum and name already worded, every string safe to draw.

The template holds no rules: what is shown or left out is decided here, where a test can ask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from piperoll.documents.rendering import wording
from piperoll.documents.rendering.drawable import FONT_FAMILIES, drawable
from piperoll.documents.rendering.invoice_document import Council, InvoiceDocument, InvoiceLine, Recipient, Vat
from piperoll.documents.rendering.qr_code import qr_code_svg
from piperoll.documents.rendering.tongues import Tongue, in_tongue
from piperoll.foundations.money import pounds

_ONE_LINE_FACT = 60
_ADDRESS_LINE = 100


def print_data(document: InvoiceDocument) -> dict[str, Any]:
    """What `invoice.typ` is given, ready for JSON; in Welsh with the same in English inside."""
    council, say = document.council, Tongue(document.language)
    owed_pence = document.gross_pence
    kind = say(_kind(document))
    return {
        **in_tongue(document.language),
        "english": in_english(document, print_data),
        "fonts": FONT_FAMILIES,
        "issued_on": {
            "year": document.issued_on.year,
            "month": document.issued_on.month,
            "day": document.issued_on.day,
        },
        "title": drawable(
            say("{kind} {number} from {council}", kind=kind, number=document.number, council=council.name)
        ),
        "kind": kind,
        "heading": kind,
        "is_vat_invoice": document.is_vat_invoice,
        "council": council_data(council),
        "recipient": recipient_lines(document.recipient),
        "number": _fact(document.number),
        "payment_reference": _fact(document.payment_reference),
        "facts": _facts(document, say),
        "lines": [_line(line) for line in document.lines],
        "vat_totals": [
            {**vat_data(total.vat), "net": pounds(total.net_pence), "vat": pounds(total.vat_pence)}
            for total in document.vat_totals
        ],
        "net": pounds(document.net_pence),
        "vat": pounds(document.vat_pence),
        "gross": pounds(owed_pence),
        "is_owed": owed_pence > 0,
        "due": _due(document, say),
        "instalments": [
            {"due": say.day(part.due_on), "amount": pounds(part.amount_pence)} for part in document.instalments
        ],
        "qr_code": qr_code_svg(document.qr_text) if document.qr_text and owed_pence > 0 else None,
        "terms": paragraphs(say(document.terms)),
        "help": paragraphs(help_text(document.help_if_you_cannot_pay, say)),
    }


def in_english(document: Any, data: Callable[[Any], dict[str, Any]]) -> dict[str, Any] | None:
    """The same document in English, to stand after the Welsh; large print is in its language alone."""
    if document.language == "en" or document.large_print:
        return None
    return data(replace(document, language="en"))


def help_text(written: str, say: Tongue) -> str:
    """The paragraphs for people who cannot pay: in Welsh ours, since the council wrote its own in English alone."""
    return written if say.language == "en" else say(wording.HELP_IF_YOU_CANNOT_PAY)


def paragraphs(text: str) -> list[str]:
    """Plain text cut at its blank lines."""
    return [drawable(part) for part in text.split("\n\n") if part.strip()]


def quantity_text(quantity: Decimal) -> str:
    """A quantity without idle noughts or exponents: `12`, `2.5`, `1,200`."""
    whole, _, part = f"{quantity:,f}".partition(".")
    return f"{whole}.{part.rstrip('0')}".rstrip(".").replace("-", "−")


def price_text(pence: Decimal) -> str:
    """A price in pounds: to the penny, or to the last part of a penny there is (`£0.0345`)."""
    if pence == pence.to_integral_value():
        return pounds(int(pence))
    return f"{'−' if pence < 0 else ''}£{abs(pence).normalize() / 100:,f}"


def _kind(document: InvoiceDocument) -> str:
    return "VAT invoice" if document.is_vat_invoice else "Invoice"


def _fact(text: str | None) -> str:
    return drawable(text or "", most=_ONE_LINE_FACT)


def recipient_lines(recipient: Recipient) -> list[str]:
    """Name and address as the window of the envelope shows them."""
    return [drawable(line, most=_ADDRESS_LINE) for line in (recipient.name, *recipient.address_lines)]


def council_data(council: Council) -> dict[str, Any]:
    """The council's own block; its sort code in pairs."""
    digits = "".join(c for c in council.bank.sort_code if c.isdigit())
    return {
        "name": _fact(council.name),
        "address": [_fact(line) for line in council.address_lines],
        "phone": _fact(council.phone),
        "email": _fact(council.email),
        "website": _fact(council.website),
        "opening_hours": _fact(council.opening_hours),
        "pay_online_at": _fact(council.pay_online_at),
        "service_user_number": _fact(council.direct_debit_service_user_number),
        "account_name": _fact(council.bank.account_name),
        "sort_code": "-".join(digits[at : at + 2] for at in range(0, len(digits), 2)),
        "account_number": _fact(council.bank.account_number),
        "colour": council.brand_colour,
        "crest": council.crest_svg,
    }


def _facts(document: InvoiceDocument, say: Tongue) -> list[tuple[str, str]]:
    """The particulars beside the address, those that there are."""
    tax_point = document.tax_point_on if document.is_vat_invoice else None
    told: tuple[tuple[str, str | None], ...] = (
        ("Invoice date", say.day(document.issued_on)),
        ("Tax point", say.day(tax_point) if tax_point else None),
        ("VAT number", document.council.vat_number if document.is_vat_invoice else None),
        ("Customer", document.customer_reference),
        ("Your order", document.purchase_order),
        ("Service", document.service),
        ("For", document.service_user),
        ("Period", _period(document.period_from, document.period_to, say)),
    )
    return [(say(name), _fact(value)) for name, value in told if value]


def _period(first: date | None, last: date | None, say: Tongue) -> str | None:
    """The days the charge is for: `1 to 30 November 2026`, repeating only what changes."""
    if not first or not last or first == last:
        day = first or last
        return say.day(day) if day else None
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    else:
        start = say.day_and_month(first) if first.year == last.year else say.day(first)
    return say("{first} to {last}", first=start, last=say.day(last))


def _line(line: InvoiceLine) -> dict[str, str]:
    return {
        **vat_data(line.vat),
        "description": drawable(line.description),
        "quantity": quantity_text(line.quantity),
        "unit_price": price_text(line.unit_price_pence),
        "net": pounds(line.net_pence),
        "vat": pounds(line.vat_pence) if line.vat.is_taxable else "–",
        "gross": pounds(line.gross_pence),
    }


def vat_data(vat: Vat) -> dict[str, str]:
    """A VAT code as a line shows it."""
    return {
        "code": _fact(vat.code),
        "label": _fact(vat.label),
        "rate": "–" if vat.rate_percent is None else f"{quantity_text(vat.rate_percent)}%",
    }


def _due(document: InvoiceDocument, say: Tongue) -> dict[str, Any]:
    """What to pay first and by when: the whole, or the first of several instalments."""
    first = document.instalments[0] if document.instalments else None
    return {
        "by": say.day(first.due_on) if first else "",
        "first": pounds(first.amount_pence) if first else "",
        "payments": len(document.instalments),
    }
