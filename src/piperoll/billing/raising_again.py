"""An invoice that comes of another: lines of the first, as they were or put right, under the first's tax point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from piperoll.authority.models import Request
from piperoll.billing import raising
from piperoll.billing.models import CreditNote, Invoice, InvoiceLine, InvoiceLink
from piperoll.billing.one_off import must_fit
from piperoll.formats.feeder_csv import Charge
from piperoll.foundations.money import pounds
from piperoll.runs.running import RunInHand


@dataclass(frozen=True)
class Again:
    """A line of the first invoice as it is billed now: its net in pence when that is put right, and its codes."""

    line: int
    net_pence: int | None = None
    vat_code: str = ""
    income_code: str = ""


@dataclass(frozen=True)
class RaisedAgain:
    """The invoice that came of another."""

    number: str
    gross_pence: int

    @property
    def sentence(self) -> str:
        """What was done, for whoever decided it."""
        return f"Invoice {self.number} for {pounds(self.gross_pence)} was issued"


def raise_from(
    request: Request, original: Any, lines: Iterable[Again], *, kind: str, customer_reference: str, run: RunInHand,
    credit_note: str | None = None,
) -> RaisedAgain:  # fmt: skip
    """Bill lines of `original` to a customer within the run, and link the two. Raises NotBillable."""
    stage(original, lines, key=f"{original.number}/{request.pk}", kind=kind, customer_reference=customer_reference,
          on=run.effective_on)  # fmt: skip
    raised = raising.raise_fit(run, rows=lambda unfit: [(why, {}) for why in unfit.values()])
    must_fit()
    invoice = Invoice.objects.get(number=raised.first_number)
    note = CreditNote.objects.get(number=credit_note) if credit_note else None
    InvoiceLink.objects.create(
        invoice=invoice, original_id=original.id, kind=kind, request=request, credit_note=note, run_id=run.id
    )
    return RaisedAgain(invoice.number, invoice.gross_pence)


def stage(original: Any, lines: Iterable[Again], *, key: str, kind: str, customer_reference: str, on: date) -> None:
    """Lay the charges out, priced, as they would be billed."""
    standing = InvoiceLine.objects.filter(invoice=original.id).select_related("account")
    found = {line.line_number: line for line in standing}
    raising.lay_out()
    raising.take(_charge(original, found[one.line], one, key, kind, customer_reference) for one in lines)
    raising.price(on=on)


def would_come_to(original: Any, lines: Iterable[Again], *, kind: str, customer_reference: str, on: date) -> int:
    """What the invoice would come to, VAT included. Raises NotBillable when the books could not take it."""
    stage(original, lines, key=f"{original.number}/?", kind=kind, customer_reference=customer_reference, on=on)
    raising.sql.reject_unfit(on=on)
    must_fit()
    return sum(row.gross_pence for row in raising.sql.staged_by_service())


def _charge(
    original: Any, line: InvoiceLine, again: Again, key: str, kind: str, customer_reference: str
) -> Charge:  # fmt: skip
    as_it_was = again.net_pence is None
    described = line.description if kind == "replaces" else f"More for invoice {original.number}: {line.description}"
    return Charge(
        line=line.line_number, service=original.service_code, external_id=f"{key}-{line.line_number}",
        invoice_group=key,
        customer_ref=customer_reference, customer_kind="", name="", address="", postcode="", email="",
        description=described[:200], quantity=line.quantity if as_it_was else Decimal(1),
        unit_price=line.unit_price_pounds if again.net_pence is None else Decimal(again.net_pence) / 100,
        vat_code=again.vat_code or line.vat_code, income_code=again.income_code or line.account.code,
        period_from=line.period_from, period_to=line.period_to, tax_point=original.tax_point_on, due_on=None,
        terms_days=None, instalment_count=1, instalment_plan=None, purchase_order=original.purchase_order,
        service_user=original.service_user,
    )  # fmt: skip
