"""Asking that credit, or a payment, stand on another account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look
from piperoll.transfers.finding import placed
from piperoll.transfers.move_payment import move_payment
from piperoll.transfers.transfer_credit import TransferWanted, left, transfer_credit
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.transfers.forms import MoveForm, TransferForm


@page(permission="transfer_credit", section="Customers")
@require_http_methods(["GET", "POST"])
def transfer(request: PageRequest, reference: str) -> HttpResponse:
    """Move credit to another customer; within the limit at once, else it waits."""
    customer = by_reference(reference)
    look(customer, place=request.path, **deed(request))
    with transaction.atomic():
        credits = left(customer.pk, timezone.localdate())
    form = TransferForm(request.POST or None, request.FILES or None, use_required_attribute=False)
    if form.is_valid():
        try:
            asked = transfer_credit(wanted=_wanted(customer, form), **deed(request))
        except Refused as refusal:
            _tell(form, refusal)
        else:
            return _done(request, asked, ("transfer", asked.transfer) if asked.transfer else None)
    total = sum(one.left_pence for one in credits)
    pieces = {
        "title": "Move credit to another account",
        "intro": "Both accounts show the move. Neither customer is named to the other.",
        "form": form if total else None,
        "button": "Move it",
        "heading": Heading(
            "Move credit to another account", customer.name, Figure(pounds(total), "of credit can be moved")
        ),
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference))),
        "facts": _credits(credits),
    }
    return render(request, "transfers/ask.html", pieces)


@page(permission="move_payment", section="Money in")
@require_http_methods(["GET", "POST"])
def move(request: PageRequest, placement: int) -> HttpResponse:
    """Move a payment to another account or another invoice."""
    shown = placed(placement)
    if shown is None:
        raise Http404
    look(Customer.objects.get(pk=shown.customer_id), place=request.path, **deed(request))
    form = MoveForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            asked = move_payment(placement=placement, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            _tell(form, refusal)
        else:
            return _done(request, asked, ("receipt", shown.receipt_id) if asked.done else None)
    pieces = {
        "title": "Move a payment",
        "intro": "It is taken off this account; what it paid here is owed again. Both accounts keep the history.",
        "form": form,
        "button": "Move it",
        "heading": Heading("Move a payment", shown.name, Figure(pounds(shown.amount_pence), "stands here")),
        "trail": breadcrumbs(
            Link("Money in", reverse("statements")),
            Link(f"Receipt {shown.receipt_id}", reverse("receipt", args=[shown.receipt_id])),
        ),
        "facts": _stands(shown),
    }
    return render(request, "transfers/ask.html", pieces)


def _wanted(customer: Customer, form: TransferForm) -> TransferWanted:
    told = form.cleaned_data
    return TransferWanted(
        customer=customer.reference, to=told["to"], reason=told["reason"], why=told["why"],
        amount_pence=told["amount"], pays=told["pays"], evidence=told["evidence"],
        files=[told["document"]] if told["document"] else [],
    )  # fmt: skip


def _tell(form: forms.Form, refusal: Refused) -> None:
    field = refusal.facts.get("field") or ("to" if "reference" in refusal.facts else None)
    form.add_error(field if field in form.fields else None, refusal.sentence)


def _done(request: PageRequest, asked: Any, to: tuple[str, Any] | None) -> HttpResponse:
    if to:
        return done(request, asked.done, *to)
    said = f"{pounds(asked.pence)} to {asked.to} waits for somebody else to decide."
    return done(request, said, "request", asked.request)


def _credits(credits: list[Any]) -> Table:
    columns = [Column("Credit"), Column("Came", "day"), Column("Can be moved", "money")]
    rows = [[one.reference, one.effective_on, one.left_pence] for one in credits]
    return Table("Credit on this account", columns, rows, empty="No credit on this account can be moved.")


def _stands(shown: Any) -> Summary:
    paid = ", ".join(f"{pounds(pence)} of {reference}" for reference, pence in shown.paid or []) or "Nothing"
    return Summary(
        [
            Fact("Receipt", f"{shown.reference}, {day(shown.received_on)}"),
            Fact("Stands on", Link(shown.name, customer_address(shown.customer_reference))),
            Fact("Pays there", paid),
        ]
    )
