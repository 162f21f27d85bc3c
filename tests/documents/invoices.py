"""Invoices to draw: an ordinary one, and whatever a test wants different."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from piperoll.documents.rendering.invoice_document import (
    BankDetails,
    Council,
    InstalmentDue,
    InvoiceDocument,
    InvoiceLine,
    Recipient,
    Vat,
)

STANDARD = Vat("S", "Standard rate", Decimal(20))
NON_BUSINESS = Vat("N", "Non-business", None)
COUNCIL = Council(
    name="Anytown Borough Council",
    address_lines=("The Guildhall", "Market Place", "Anytown AN1 1AA"),
    bank=BankDetails("Anytown Borough Council", "089999", "66374958"),
    vat_number="GB 999 0000 02",
    phone="01632 960 100",
    email="income@anytown.example",
    website="www.anytown.example/pay",
    opening_hours="Monday to Friday, 9am to 5pm",
    pay_online_at="www.anytown.example/pay",
    direct_debit_service_user_number="999999",
)


def line(
    description: str = "Wheeled bin, 1,100 litres", pounds: str = "14.50", quantity: str = "13", vat: Vat = STANDARD
) -> InvoiceLine:
    """A line priced in pounds, its VAT rounded half up."""
    net = int((Decimal(pounds) * Decimal(quantity) * 100).to_integral_value())
    rate = vat.rate_percent or Decimal(0)
    return InvoiceLine(
        description, Decimal(quantity), Decimal(pounds) * 100, net, vat, int(net * rate / 100 + Decimal("0.5"))
    )


def invoice(*lines: InvoiceLine, **others: Any) -> InvoiceDocument:
    """An invoice for Pickle & Daughters."""
    lines = lines or (line(), line("Duty of care certificate", "0", "1", NON_BUSINESS))
    gross = sum(one.gross_pence for one in lines)
    made = InvoiceDocument(
        council=COUNCIL,
        number="AT0000000195",
        customer_reference="C000000195",
        payment_reference="AT0000000195",
        recipient=Recipient("Pickle & Daughters Fishmongers", ("1 Brine Street", "Anytown", "AN1 2AB")),
        issued_on=date(2026, 11, 23),
        tax_point_on=date(2026, 11, 23),
        service="Trade waste",
        lines=lines,
        instalments=(InstalmentDue(date(2026, 12, 21), gross),),
        qr_text="AT0000000195",
    )
    return replace(made, **others)
