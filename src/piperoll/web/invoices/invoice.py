"""One invoice: what it charges, its VAT, its instalments, what paid them and why, and the postings it made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.billing import queries
from piperoll.billing.credit_notes import linked_to, of_invoice
from piperoll.billing.invoice_documents import invoice_documents
from piperoll.documents.rendering.engine import render_invoice
from piperoll.foundations.money import pounds
from piperoll.receivables.queries import instalments_of
from piperoll.reporting.customer_account import Payment, payments
from piperoll.safeguards.routing import route
from piperoll.web.addresses import customer_address, invoice_address, request_link
from piperoll.web.billing.births import for_whom
from piperoll.web.billing.documents import documents_of
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Because, Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day, moment
from piperoll.web.credits.notes import note_link, notes_of_invoice
from piperoll.web.customers.tables import ENGINE, receipt_link
from piperoll.web.doors import PageRequest, page
from piperoll.web.invoices.wording import age_words, state_tag
from piperoll.web.paging import page_number, pages
from piperoll.web.reading import other_ways, pdf, reading
from piperoll.write_offs.limitation import last_days


@page(permission="see_invoices", section="Invoices")
@require_GET
def invoice(request: PageRequest, number: str) -> HttpResponse:
    """Everything behind one invoice."""
    shown, today = queries.numbered(number), timezone.localdate()
    parts, passed_over = instalments_of(shown.id), (page_number(request) - 1) * queries.MOST_LINES
    credited = of_invoice(shown.id)
    lines = queries.sql.lines(invoice=shown.id, most=queries.MOST_LINES + 1, after=passed_over)
    pieces = {
        "shown": shown,
        "trail": breadcrumbs(
            Link("Invoices", "/invoices/"), Link(shown.customer, customer_address(shown.customer_reference))
        ),
        "heading": _heading(shown, parts, today, sum(note.gross_pence for note in credited)),
        "facts": _facts(
            shown,
            linked_to(shown.id),
            queries.asked_for(shown.id),
            _represented_by(shown, today),
            _in_time(parts),
            request.actor.may,
        ),
        "lines": _lines(lines[: queries.MOST_LINES], shown),
        "pages": pages(request, more=len(lines) > queries.MOST_LINES),
        "vat": _vat(queries.sql.vat_by_code(invoice=shown.id)),
        "instalments": _instalments(parts, today),
        "payments": _payments(payments(shown.id), len(parts) > 1),
        "credits": notes_of_invoice(credited),
        "documents": documents_of(shown),
        "may_pay": _card_page(shown) if any(part.open_pence > 0 for part in parts) else "",
        "other_ways": other_ways(reverse("invoice_pdf", args=[shown.number]), shown.customer_id, today),
        "postings": _postings(queries.sql.postings(journal=shown.journal_id)),
    }
    return render(request, "invoices/invoice.html", pieces)


@page(permission="see_invoices", section="Invoices")
@require_GET
def as_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The invoice as its customer reads it, or as the page asks: the same bytes every time."""
    shown = queries.numbered(number)
    (document,) = invoice_documents([shown.id])
    return pdf(render_invoice(replace(document, **asdict(reading(request, shown.customer_id)))), shown.number)


def _heading(shown: Any, parts: list[Any], today: date, credited_pence: int) -> Heading:
    open_pence = sum(part.open_pence for part in parts)
    next_due_on = min((part.due_on for part in parts if part.open_pence > 0), default=None)
    written_off = sum(part.written_off_pence for part in parts)
    tags = [state_tag(open_pence, shown.gross_pence, next_due_on, today, written_off_pence=written_off)]
    if written_off and open_pence:
        tags.append(Tag("Part written off", "grey"))
    if next_due_on and next_due_on < today and open_pence < shown.gross_pence:
        tags.append(Tag("Part paid", "yellow"))
    if credited_pence:
        part = Tag("Part credited", "grey")
        tags = [Tag("Credited", "grey")] if credited_pence == shown.gross_pence else [*tags, part]
    settled = (
        "written off"
        if written_off
        else "credited"
        if credited_pence == shown.gross_pence
        else "paid or credited"
        if credited_pence
        else "paid"
    )
    label = f"{'to pay' if open_pence else f'{settled},'} of {pounds(shown.gross_pence)}"
    return Heading(
        f"Invoice {shown.number}", shown.customer, Figure(pounds(open_pence or shown.gross_pence), label), tuple(tags)
    )


def _facts(
    shown: Any, links: list[Any], asked: Any | None, represented_by: str, in_time: str, may: frozenset[str]
) -> Summary:
    name, *address = shown.billed_to.split("\n")
    billed_to = [piece for line in (name, *address) for piece in (line, element("br"))][:-1]
    customer = Link(f"{shown.customer} ({shown.customer_reference})", customer_address(shown.customer_reference))
    source = f" from {shown.content_name}" if shown.content_name else ""
    raised = element(
        "span", Link(f"Run {shown.run_id}", f"/runs/{shown.run_id}/"), f"{source}, {moment(shown.started_at)}"
    )
    facts = [
        Fact("Customer", customer),
        Fact("Billed to", element("span", *billed_to)),
        Fact("Service", shown.service),
        Fact("Dated", day(shown.invoiced_on)),
        Fact("Tax point", day(shown.tax_point_on)),
        Fact("Goes to", represented_by),
        Fact("In time until", in_time),
        Fact("For", for_whom(shown, may)),
        Fact("Purchase order", shown.purchase_order),
        *(Fact(link.how, Link(link.number, invoice_address(link.number))) for link in links),
        *([Fact("Asked for", _asked(asked, may))] if asked else []),
        Fact("Raised by", raised),
    ]
    return Summary([fact for fact in facts if fact.value], title="VAT invoice" if shown.is_vat_invoice else "Invoice")


def _card_page(shown: Any) -> str:
    """Where it is paid by card, once this council can take one."""
    page = reverse("start_card_payment", args=[shown.customer_reference])
    return f"{page}?invoice={shown.number}" if settings.GOVUK_PAY_TOKEN else ""


def _represented_by(shown: Any, today: date) -> str:
    """Whoever gets it today in the customer's place, and why."""
    routes = route([shown.customer_id], "send_invoice", today)
    return "; ".join(f"{one.name}, {one.why}" for one in routes if one.representative)


def _in_time(parts: list[Any]) -> str:
    """The last day on which the first of what is open may be sued for."""
    found = last_days([part.id for part in parts if part.open_pence > 0])
    return day(found[0].last_day) if found else ""


def _asked(asked: Any, may: frozenset[str]) -> object:
    return Noted(request_link(asked.request, may), f"by {asked.name}")


def _lines(lines: Iterable[Any], shown: Any) -> Table:
    columns = [
        Column("Charge"), Column("Quantity", "count"), Column("Price", "count"), Column("Net", "money"), Column("VAT"),
        Column("VAT sum", "money"),
    ]  # fmt: skip
    rows = (
        [
            Noted(line.description, f"{_period(line)}{line.account_code} {line.account}"),
            f"{line.quantity.normalize():f}", f"£{_price(line.unit_price_pounds)}", line.net_pence,
            f"{line.vat_code} {_percent(line.vat_rate)}", line.vat_pence,
        ]
        for line in lines
    )  # fmt: skip
    foot = ["Total", "", "", shown.net_pence, "", shown.vat_pence]
    return Table("What it charges", columns, rows, foot=foot)


def _period(line: Any) -> str:
    if line.period_from and line.period_to:
        return f"{day(line.period_from)} to {day(line.period_to)} · "
    return f"from {day(line.period_from)} · " if line.period_from else ""


def _price(price: Any) -> str:
    return f"{price:,.2f}" if price == round(price, 2) else f"{price.normalize():f}"


def _percent(rate: Any) -> str:
    return f"at {(rate * 100).normalize():f}%"


def _vat(codes: list[Any]) -> Table:
    columns = [
        Column("VAT code"),
        Column("Rate", "count"),
        Column("Net", "money"),
        Column("VAT", "money"),
        Column("Gross", "money"),
    ]
    rows = [
        [
            f"{c.vat_code} {c.name}",
            _percent(c.vat_rate).removeprefix("at "),
            c.net_pence,
            c.vat_pence,
            c.net_pence + c.vat_pence,
        ]
        for c in codes
    ]
    foot = ["Total", "", *(sum(row[place] for row in rows) for place in (2, 3, 4))] if len(rows) > 1 else []
    return Table("VAT by code", columns, rows, foot=foot)


def _instalments(parts: list[Any], today: date) -> Table:
    columns = [Column("Due", "day"), Column("State"), Column("Billed", "money"), Column("Open", "money")]
    rows = []
    for part in parts:
        state: object = state_tag(
            part.open_pence, part.amount_pence, part.due_on, today, written_off_pence=part.written_off_pence
        )  # fmt: skip
        rows.append(
            [
                part.due_on,
                Noted(state, age_words(part.due_on, today)) if part.open_pence else state,
                part.amount_pence,
                part.open_pence,
            ]
        )
    foot = ["Total", "", sum(p.amount_pence for p in parts), sum(p.open_pence for p in parts)] if len(parts) > 1 else []
    return Table("Instalments" if len(parts) > 1 else "Payment", columns, rows, foot=foot)


def _payments(paid: list[Payment], several: bool) -> Table:
    columns = [
        Column("Receipt"),
        Column("Counts from", "day"),
        *([Column("For the part due", "day")] if several else []),
    ]
    columns += [Column("Why"), Column("Amount", "money")]
    rows = [
        [
            Noted(_receipt(p), f"by {ENGINE if p.by_engine else p.by_name}"),
            p.paid_on, *([p.due_on] if several else []), Because(p.reasons, word=""), p.amount_pence,
        ]
        for p in paid
    ]  # fmt: skip
    return Table("What paid it", columns, rows, empty="Nothing has paid this invoice yet.")


def _receipt(payment: Payment) -> object:
    return receipt_link(payment.receipt, payment.reference) if payment.receipt else note_link(payment.reference)


def _postings(rows: list[Any]) -> Table:
    columns = [Column("Debit"), Column("Credit"), Column("Counts from", "day"), Column("Amount", "money")]
    listed = [
        [f"{p.debit_code} {p.debit}", f"{p.credit_code} {p.credit}", p.effective_on, p.amount_pence] for p in rows
    ]
    return Table("In the ledger", columns, listed)
