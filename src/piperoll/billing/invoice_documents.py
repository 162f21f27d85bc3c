"""An invoice as it is printed: gathered from the books in a few statements for any number of invoices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from piperoll.database.statements import beside
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering import invoice_document as printed
from piperoll.foundations.money import plain_pounds

sql = beside(__file__)
INVOICES_AT_A_TIME = 500


def invoice_documents(invoice_ids: Sequence[int]) -> Iterator[printed.InvoiceDocument]:
    """The documents of these invoices, in the order given, however many, in flat memory."""
    council = council_on_paper()
    for start in range(0, len(invoice_ids), INVOICES_AT_A_TIME):
        some = list(invoice_ids[start : start + INVOICES_AT_A_TIME])
        lines, instalments = _by_invoice(sql.lines(invoices=some)), _by_invoice(sql.instalments(invoices=some))
        found = {row.id: row for row in sql.invoices(invoices=some)}
        for key in some:
            yield _document(council, found[key], lines[key], instalments[key])


def _by_invoice(rows: list[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.invoice_id].append(row)
    return found


def _document(
    council: printed.Council, invoice: Any, lines: list[Any], instalments: list[Any]
) -> printed.InvoiceDocument:
    name, *address = invoice.billed_to.split("\n")
    starts = [line.period_from for line in lines if line.period_from]
    ends = [line.period_to for line in lines if line.period_to]
    help_text = {"help_if_you_cannot_pay": invoice.help_text} if invoice.help_text else {}
    return printed.InvoiceDocument(
        council=council,
        number=invoice.number,
        customer_reference=invoice.customer_reference,
        payment_reference=invoice.number,
        recipient=printed.Recipient(name, tuple(address)),
        issued_on=invoice.invoiced_on,
        service=invoice.service,
        lines=tuple(_line(line) for line in lines),
        instalments=tuple(printed.InstalmentDue(part.due_on, part.amount_pence) for part in instalments),
        tax_point_on=invoice.tax_point_on,
        period_from=min(starts, default=None),
        period_to=max(ends, default=None),
        purchase_order=invoice.purchase_order or None,
        service_user=invoice.service_user or None,
        qr_text=_qr_text(invoice.pay_page, invoice.number, sum(part.amount_pence for part in instalments)),
        **help_text,
    )


def _qr_text(page: str, number: str, pence: int) -> str:
    """The page that the code opens, with the bill's number and sum filled in; without one, the number alone."""
    return page.replace("{reference}", number).replace("{amount}", plain_pounds(pence)) or number


def _line(line: Any) -> printed.InvoiceLine:
    return printed.InvoiceLine(
        description=line.description,
        quantity=line.quantity.normalize() + Decimal(0),
        unit_price_pence=line.unit_price_pounds * 100,
        net_pence=line.net_pence,
        vat=printed.Vat(line.vat_code, line.vat_name, (line.vat_rate * 100).normalize() if line.is_taxable else None),
        vat_pence=line.vat_pence,
    )
