"""What an invoice says, before anyone decides how it looks. Sums are whole pence, dates are dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from piperoll.documents.rendering import wording


@dataclass(frozen=True)
class BankDetails:
    """The council's bank account that customers pay into. `sort_code` is six digits, with or without dashes."""

    account_name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True)
class Council:
    """Who sends the invoice, and the ways to reach and pay them.

    `brand_colour` is `#rrggbb`, used for bars and rules only, never behind text, so that any colour stays readable.
    `crest_svg` is the council's own drawing; without one the name stands alone.
    """

    name: str
    address_lines: tuple[str, ...]
    bank: BankDetails
    vat_number: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    opening_hours: str | None = None
    pay_online_at: str | None = None
    direct_debit_service_user_number: str | None = None
    brand_colour: str = "#00625a"
    crest_svg: str | None = None


@dataclass(frozen=True)
class Recipient:
    """Whom the envelope is for: a name and up to six address lines, the last a postcode."""

    name: str
    address_lines: tuple[str, ...]


@dataclass(frozen=True)
class Vat:
    """A VAT code as it stood at the tax point. `rate_percent` is None where no VAT law rate applies (exempt,
    non-business, outside the scope); zero-rated is 0, which is a rate.
    """

    code: str
    label: str
    rate_percent: Decimal | None

    @property
    def is_taxable(self) -> bool:
        """Whether supplies under this code belong on a VAT invoice."""
        return self.rate_percent is not None


@dataclass(frozen=True)
class InvoiceLine:
    """One thing charged for. Negative pence take money off; £0.00 lines are shown. Prices may have parts of a penny."""

    description: str
    quantity: Decimal
    unit_price_pence: Decimal
    net_pence: int
    vat: Vat
    vat_pence: int = 0

    @property
    def gross_pence(self) -> int:
        """The line with its VAT."""
        return self.net_pence + self.vat_pence


@dataclass(frozen=True)
class VatTotal:
    """What an invoice comes to under one VAT code."""

    vat: Vat
    net_pence: int
    vat_pence: int


@dataclass(frozen=True)
class InstalmentDue:
    """A part of the invoice and the day it is due."""

    due_on: date
    amount_pence: int


@dataclass(frozen=True)
class InvoiceDocument:
    """Everything one invoice says. `qr_text` (at most 504 bytes) is drawn as a QR code on the payment slip;
    `terms` and `help_if_you_cannot_pay` are plain text, a blank line between paragraphs. In Welsh (`cy`) it stands in
    Welsh and once more in English; in large print in its language alone.
    """

    council: Council
    number: str
    customer_reference: str
    payment_reference: str
    recipient: Recipient
    issued_on: date
    service: str
    lines: tuple[InvoiceLine, ...]
    instalments: tuple[InstalmentDue, ...]
    tax_point_on: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    purchase_order: str | None = None
    service_user: str | None = None
    qr_text: str | None = None
    terms: str = wording.TERMS
    help_if_you_cannot_pay: str = wording.HELP_IF_YOU_CANNOT_PAY
    language: str = "en"
    large_print: bool = False

    @property
    def is_vat_invoice(self) -> bool:
        """Whether anything on it is a taxable supply; otherwise it must not look like a VAT invoice."""
        return any(line.vat.is_taxable for line in self.lines)

    @property
    def net_pence(self) -> int:
        """The total before VAT."""
        return sum(line.net_pence for line in self.lines)

    @property
    def vat_pence(self) -> int:
        """The VAT: each line's, summed."""
        return sum(line.vat_pence for line in self.lines)

    @property
    def gross_pence(self) -> int:
        """What the customer is asked for."""
        return self.net_pence + self.vat_pence

    @property
    def vat_totals(self) -> tuple[VatTotal, ...]:
        """One total for each VAT code, in the order the codes first appear."""
        totals: dict[Vat, VatTotal] = {}
        for line in self.lines:
            so_far = totals.get(line.vat, VatTotal(line.vat, 0, 0))
            totals[line.vat] = VatTotal(line.vat, so_far.net_pence + line.net_pence, so_far.vat_pence + line.vat_pence)
        return tuple(totals.values())
