"""Placing a receipt by hand: find the customer, say what it pays, see what is left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting import queries
from piperoll.receipting.place_receipt import Placed, place_receipt
from piperoll.web.addresses import invoice_address
from piperoll.web.components.links import Link
from piperoll.web.components.sums import SumBox, SumsTotal
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import page
from piperoll.web.money_in.desk import back_from_placing
from piperoll.web.money_in.placing_form import ON_ACCOUNT, PlacingForm, name_of
from piperoll.web.money_in.receipts import found_or_404, heading, must_be_free, trail_to
from piperoll.web.money_in.wording import customer_link
from piperoll.web.record.seeing import visible


@page(permission="place_receipt", section="Money in")
@require_GET
def find_customer(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Customers to choose from; an invoice's number or a reference goes straight to its customer."""
    shown, words = found_or_404(receipt_id), request.GET.get("q", "")[:80]
    found = queries.customers_found(words)
    if found.sure:
        return redirect(_place_address(request, receipt_id, found.customers[0].reference))
    pieces = {
        "shown": shown,
        "heading": heading(shown),
        "trail": _trail(shown),
        "words": words,
        "found": _found(request, visible(request, found.customers), receipt_id, words, found.hint),
        "kept": {"from": "desk"} if request.GET.get("from") == "desk" else {},
    }
    return render(request, "money_in/find_customer.html", pieces)


@page(permission="place_receipt", section="Money in")
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, receipt_id: int, reference: str) -> HttpResponse:
    """What the customer owes, a box for each; the oldest are filled in already as far as the money goes."""
    shown, customer = found_or_404(receipt_id), by_reference(reference)
    form = PlacingForm(queries.owed(customer.pk), shown.open_pence, request.POST if request.method == "POST" else None)
    if form.is_valid() and "work_out" not in request.POST:
        try:
            must_be_free(request, receipt_id)
            placed = place_receipt(
                receipt=receipt_id,
                customer=customer.pk,
                allocations=form.allocations,
                unapplied_pence=form.cleaned_data[ON_ACCOUNT] or 0,
                reason=form.cleaned_data["reason"],
                **deed(request),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _said(placed, customer))
            return back_from_placing(request, receipt_id) or redirect("receipt", receipt_id)
    pieces = {
        "shown": shown,
        "heading": heading(shown),
        "trail": _trail(shown),
        "customer": customer_link(customer.name, customer.reference),
        "reference": customer.reference,
        "form": form,
        "boxes": _boxes(form),
        "on_account": _box(form, ON_ACCOUNT, "Pounds to keep on the account"),
        "reason": form["reason"],
        "total": SumsTotal(max(shown.open_pence, 0), form.entered_pence),
    }
    return render(request, "money_in/place.html", pieces)


def _boxes(form: PlacingForm) -> Table:
    columns = [
        Column("Invoice"), Column("For"), Column("Due", "day"), Column("Billed", "money"), Column("Open", "money"),
        Column("Pays", "money"),
    ]  # fmt: skip
    rows = [
        [
            Link(row.reference, invoice_address(row.reference)),
            row.service or "", row.due_on, row.amount_pence, row.open_pence,
            _box(form, name_of(row), f"Pounds to pay {row.reference} due {day(row.due_on)}"),
        ]
        for row in form.owed
    ]  # fmt: skip
    return Table("What they owe", columns, rows, empty="They owe nothing. The money can stay on their account.")


def _box(form: PlacingForm, name: str, label: str) -> SumBox:
    bound = form[name]
    return SumBox(name, label, str(bound.value() or ""), str(bound.errors[0]) if bound.errors else "")


def _said(placed: Placed, customer: Customer) -> str:
    return f"{pounds(placed.placed_pence)} placed on {customer}, {pounds(placed.allocated_pence)} of it allocated."


def _trail(shown: Any) -> Any:
    return trail_to(shown, Link(f"Receipt {shown.id}", reverse("receipt", args=[shown.id])))


def _found(request: HttpRequest, customers: list[Any], receipt_id: int, words: str, hint: str) -> Table:
    rows = [
        [_choice(request, row, receipt_id), row.reference, (row.lines or "").split("\n")[0], row.postcode or ""]
        for row in customers
    ]
    columns = [Column("Customer"), Column("Reference"), Column("Address"), Column("Postcode")]
    empty = hint or (
        "No customer is called that." if words.strip() else "Type part of a name, a reference or an invoice number."
    )
    return Table("Customers found", columns, rows, empty=empty, caption_hidden=True)


def _choice(request: HttpRequest, row: Any, receipt_id: int) -> object:
    name = Link(row.name, _place_address(request, receipt_id, row.reference))
    return Noted(name, f"trading as {row.trading_as}") if row.trading_as else name


def _place_address(request: HttpRequest, receipt_id: int, reference: str) -> str:
    address = reverse("place_receipt", args=[receipt_id, reference])
    return f"{address}?from=desk" if request.GET.get("from") == "desk" else address
