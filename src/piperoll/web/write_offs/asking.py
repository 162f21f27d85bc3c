"""Asking that what somebody owes be written off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.write_offs.forms import AskForm
from piperoll.write_offs.checking import in_use, standing
from piperoll.write_offs.request_write_off import WriteOffRequested, WriteOffWanted, request_write_off


@page(permission="request_write_off", section="Customers")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, reference: str) -> HttpResponse:
    """Fill it in; within the limit it is done, else it waits."""
    customer, today = by_reference(reference), timezone.localdate()
    look(customer, place=request.path, **deed(request))
    debts = standing(customer.pk, today)
    fit = [row for row in debts if not row.why_not and row.left_pence > 0]
    form = AskForm(_choices(fit), in_use(today), request.POST or None, request.FILES or None)
    form.use_required_attribute = False
    if form.is_valid():
        try:
            asked = request_write_off(wanted=_wanted(customer, form), **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field") or ("reason" if "reason" in refusal.facts else None)
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            return _done(request, asked)
    total = sum(row.left_pence for row in fit)
    pieces = {
        "form": form if fit else None,
        "heading": Heading("Write a debt off", customer.name, Figure(pounds(total), "could be written off")),
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference))),
        "debts": _debts(debts, today),
    }
    return render(request, "write_offs/ask.html", pieces)


def _choices(fit: list[Any]) -> list[tuple[str, str]]:
    """Each invoice once, with all that is left of it."""
    left: dict[str, int] = {}
    due: dict[str, date] = {}
    for row in fit:
        left[row.reference] = left.get(row.reference, 0) + row.left_pence
        due.setdefault(row.reference, row.due_on)
    return [(number, f"{number}, {pounds(pence)}, due {day(due[number])}") for number, pence in left.items()]


def _wanted(customer: Customer, form: AskForm) -> WriteOffWanted:
    told = form.cleaned_data
    return WriteOffWanted(
        customer=customer.reference, reason=told["reason"], why=told["why"], invoices=told["invoices"],
        amount_pence=told["amount"], evidence=told["evidence"], files=[told["document"]] if told["document"] else [],
    )  # fmt: skip


def _done(request: PageRequest, asked: WriteOffRequested) -> HttpResponse:
    if asked.write_off:
        to = ("write_off", asked.write_off) if "see_write_offs" in request.actor.may else ("request", asked.request)
        return done(request, asked.done, *to)
    said = f"{pounds(asked.pence)} of {asked.customer} waits for somebody else to decide."
    return done(request, said, "request", asked.request)


def _debts(debts: list[Any], today: date) -> Table:
    columns = [
        Column("Debt"), Column("Due", "day"), Column("In time until", "day"), Column("What to know"),
        Column("Left", "money"),
    ]  # fmt: skip
    rows = [
        [row.reference, row.due_on, row.last_day, _to_know(row, today), row.left_pence]
        for row in debts
    ]  # fmt: skip
    return Table("What they owe", columns, rows, empty="They owe nothing.")


def _to_know(row: Any, today: date) -> str:
    if row.why_not:
        return str(row.why_not)
    if row.held_pence:
        return f"Besides, {pounds(row.held_pence)} of it is disputed or on hold"
    if row.last_day < today:
        return "Out of time in law: it may not be sued for"
    return "In time again since a part was paid, or it was acknowledged" if row.payments else ""
