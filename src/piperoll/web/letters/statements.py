"""Statements of account: a customer's, drawn up for two days; and everybody's in one go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.queries import by_reference
from piperoll.customers.reading import Reading, reading_of
from piperoll.foundations.calendar import financial_year_start
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import AccountStatement
from piperoll.receivables.print_statement import print_statement, statement_pdf
from piperoll.receivables.print_statements import print_statements
from piperoll.receivables.queries import statement_runs, statements_of
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address
from piperoll.web.components.html import together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.letters.forms import StatementForm, StatementsForm, typed
from piperoll.web.letters.tabs import tabs
from piperoll.web.reading import links_to, pdf, reading

MOST_SHOWN = 50


@page(permission="see_customers", section="Customers")
@require_http_methods(["GET", "POST"])
def of_customer(request: PageRequest, reference: str) -> HttpResponse:
    """A customer's statements, and drawing up another, which opens as a PDF."""
    customer, may = by_reference(reference), "print_statement" in request.actor.may
    today = timezone.localdate()
    form = StatementForm(request.POST or None, initial=first_days(today))
    if request.method == "POST" and form.is_valid():
        try:
            drawn = print_statement(customer=customer.pk, **form.cleaned_data, **deed(request))
            return redirect("statement_pdf", drawn.statement)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    usual = reading_of(customer.pk, today)
    rows = [_row(one, usual) for one in statements_of(customer.pk, most=MOST_SHOWN)]
    columns = [
        Column("Statement"),
        Column("Or in"),
        Column("Drawn up"),
        Column("Overdue", "money"),
        Column("To pay", "money"),
    ]
    pieces = {
        "customer": customer,
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference))),
        "form": form if may else None,
        "table": Table("Drawn up before", columns, rows, empty="None has been drawn up yet."),
    }
    return render(request, "letters/customer_statements.html", pieces)


@page(permission="see_customers", section="Customers")
@require_GET
def as_pdf(request: PageRequest, statement: int) -> HttpResponse:
    """A statement as it was drawn up and its customer reads it, or as the page asks: the same bytes each time."""
    drawn = AccountStatement.objects.select_related("customer").filter(pk=statement).first()
    if drawn is None:
        raise Http404
    look(drawn.customer, place=request.path, **deed(request))
    number, content = statement_pdf(statement, reading(request, drawn.customer_id))
    return pdf(content, number)


@page(permission="see_letters", section="Letters")
@require_http_methods(["GET", "POST"])
def statements(request: PageRequest) -> HttpResponse:
    """The runs of statements, and drawing everybody's up."""
    may, today = "print_statements" in request.actor.may, timezone.localdate()
    form = StatementsForm(request.POST or None, initial=first_days(today))
    if request.method == "POST" and may and form.is_valid():
        try:
            drawn = print_statements(**form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = f"{count(drawn.statements, 'statement')} drawn up, {pounds(drawn.closing_pence)} in all."
            return done(request, f"That was done already: {said}" if drawn.already else said, "statements_of_account")
    columns = [Column("Statements"), Column("Drawn up"), Column("Number", "count"), Column("To pay", "money")]
    rows = [
        [
            Link(f"{day(one.since)} to {day(one.until)}", f"/runs/{one.id}/"),
            Noted(moment(one.known_at), one.by_name), one.statements, one.closing_pence,
        ]
        for one in statement_runs(most=MOST_SHOWN)
    ]  # fmt: skip
    pieces = {
        "tabs": tabs("statements"),
        "form": form if may else None,
        "table": Table("Drawn up before", columns, rows, empty="None has been drawn up yet."),
    }
    return render(request, "letters/statements.html", pieces)


def _row(one: Any, usual: Reading) -> list[object]:
    address = f"/statements/{one.id}/statement.pdf"
    link = Link(f"{day(one.since)} to {day(one.until)}", address, "as a PDF")
    return [
        link,
        together(links_to(address, usual), between=" · "),
        Noted(moment(one.known_at), one.by_name),
        one.overdue_pence,
        one.closing_pence,
    ]


def first_days(today: date) -> dict[str, str]:
    """The financial year so far, as people type days."""
    return {"since": typed(financial_year_start(today)), "until": typed(today)}
