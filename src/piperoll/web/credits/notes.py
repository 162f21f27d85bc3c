"""Credit notes listed, and one down to its postings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.billing import credit_notes, queries
from piperoll.billing.credit_rules import EVERY_REASON, issue_by
from piperoll.customers.queries import by_reference
from piperoll.documents.rendering.engine import render as draw
from piperoll.foundations.money import pounds
from piperoll.web.addresses import customer_address, invoice_address, request_link
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages
from piperoll.web.reading import other_ways, pdf, reading
from piperoll.web.record.seeing import masked

A_PAGE = 50


@page(permission="see_invoices", section="Invoices")
@require_GET
def listing(request: PageRequest) -> HttpResponse:
    """The newest first."""
    rows = credit_notes.listed(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    columns = [
        Column("Credit note"), Column("Customer"), Column("Invoice"), Column("Reason"), Column("Dated", "day"),
        Column("Sum", "money"),
    ]  # fmt: skip
    listed = [
        [
            note_link(n.number), Link(n.customer, customer_address(n.customer_reference)),
            Noted(Link(n.invoice, invoice_address(n.invoice)), n.service), EVERY_REASON[n.reason], n.credited_on,
            n.gross_pence,
        ]
        for n in masked(request, rows[:A_PAGE])
    ]  # fmt: skip
    pieces = {
        "table": Table("Credit notes", columns, listed, empty="There is no credit note yet.", caption_hidden=True),
        "pages": pages(request, more=len(rows) > A_PAGE),
        "trail": breadcrumbs(Link("Invoices", reverse("invoices"))),
    }
    return render(request, "credits/notes.html", pieces)


@page(permission="see_invoices", section="Invoices")
@require_GET
def note(request: PageRequest, number: str) -> HttpResponse:
    """What it takes off, why, who asked, who approved, and where it went."""
    shown = credit_notes.numbered(number)
    trail = (Link("Invoices", reverse("invoices")), Link(shown.invoice, invoice_address(shown.invoice)))
    pieces = {
        "shown": shown,
        "trail": breadcrumbs(*trail),
        "heading": Heading(
            f"Credit note {shown.number}", shown.customer, Figure(pounds(shown.gross_pence), "credited")
        ),
        "facts": _facts(shown, request.actor.may),
        "lines": _lines(credit_notes.lines_of(shown.id)),
        "postings": _postings(queries.sql.postings(journal=shown.journal_id)),
        "other_ways": other_ways(
            reverse("credit_note_pdf", args=[shown.number]),
            by_reference(shown.customer_reference).pk,
            timezone.localdate(),
        ),
    }
    return render(request, "credits/note.html", pieces)


@page(permission="see_invoices", section="Invoices")
@require_GET
def as_pdf(request: PageRequest, number: str) -> HttpResponse:
    """The credit note as its customer reads it, or as the page asks: the same bytes every time."""
    shown = credit_notes.numbered(number)
    reads = reading(request, by_reference(shown.customer_reference).pk)
    return pdf(draw(replace(credit_notes.document_of(shown), **asdict(reads))), shown.number)


def note_link(number: str) -> Link:
    """The way to a credit note."""
    return Link(number, reverse("credit_note", args=[number]))


def notes_of_invoice(rows: Iterable[Any]) -> Table:
    """An invoice's credit notes."""
    columns = [Column("Credit note"), Column("Reason"), Column("Dated", "day"), Column("Sum", "money")]
    listed = [[note_link(n.number), EVERY_REASON[n.reason], n.credited_on, n.gross_pence] for n in rows]
    return Table("Credit notes", columns, listed, empty="Nothing of this invoice was credited.")


def _facts(shown: Any, may: frozenset[str]) -> Summary:
    alone = shown.event == "do_alone"
    approved = f"{shown.decided_by}, within their own limit" if alone else shown.decided_by
    left = shown.gross_pence - shown.used_pence
    facts = [
        Fact("Invoice", Link(f"{shown.invoice}, {pounds(shown.invoice_gross_pence)}", invoice_address(shown.invoice))),
        Fact("Customer", Link(shown.customer, customer_address(shown.customer_reference))),
        Fact("Service", shown.service),
        Fact("Reason", Noted(EVERY_REASON[shown.reason], shown.why)),
        Fact("Asked by", f"{shown.asked_by}, {day(shown.asked_on)}"),
        Fact("Approved by", Noted(approved, request_link(shown.request_id, may))),
        Fact("Dated", Noted(day(shown.credited_on), _clock(shown))),
        Fact("Off the invoice", pounds(shown.used_pence)),
        *([Fact("Credit on account", pounds(left))] if left else []),
    ]
    return Summary(facts, title="Credit note")


def _clock(shown: Any) -> object:
    late = (shown.credited_on - issue_by(shown.asked_on)).days
    return Tag(f"{count(late, 'day')} after the 14 days", "red") if late > 0 else "within the 14 days"


def _lines(rows: Iterable[Any]) -> Table:
    columns = [Column("What comes off"), Column("Net", "money"), Column("VAT"), Column("VAT sum", "money")]
    listed = [
        [
            Noted(row.description, f"{row.account_code} {row.account}"), row.net_pence,
            f"{row.vat_code} at {(row.vat_rate * 100).normalize():f}%", row.vat_pence,
        ]
        for row in rows
    ]  # fmt: skip
    return Table("What comes off", columns, listed)


def _postings(rows: Iterable[Any]) -> Table:
    columns = [Column("Debit"), Column("Credit"), Column("Counts from", "day"), Column("Amount", "money")]
    listed = [
        [f"{p.debit_code} {p.debit}", f"{p.credit_code} {p.credit}", p.effective_on, p.amount_pence] for p in rows
    ]
    return Table("In the ledger", columns, listed)
