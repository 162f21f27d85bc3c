"""Asking for a refund from a customer's account, and setting credit off first."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables.queries import AsAt, standing
from piperoll.refunds.payees import sources_of
from piperoll.refunds.request_refund import RefundRequested, RefundWanted, by_card, left, request_refund
from piperoll.refunds.set_off_credit import set_off_credit
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.queries import representatives_on
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.refunds.forms import AskForm, SetOffForm


@page(permission="request_refund", section="Customers")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, reference: str) -> HttpResponse:
    """Fill it in; within the limit it is approved, else it waits."""
    customer, today = by_reference(reference), timezone.localdate()
    with transaction.atomic():
        credits = left(customer.pk, today)
    sources = sources_of(customer, [one.item_id for one in credits], today)
    overdue = standing(customer.pk, AsAt(today), most=1).balance.overdue_pence
    form = AskForm(
        sources, representatives_on(customer.pk, today), request.POST or None, request.FILES or None,
        may_owe=bool(overdue), by_card=bool(by_card(credits)), use_required_attribute=False,
    )  # fmt: skip
    if form.is_valid():
        try:
            asked = request_refund(wanted=_wanted(customer, form), **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field") or {"arrears": "not_set_off"}.get(refusal.facts.get("rule", ""))
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            return _done(request, asked)
    total = sum(one.left_pence for one in credits)
    offer = may_i("set_off", customer.pk, today)
    may_set_off = overdue and total and offer.allowed and "set_off_credit" in request.actor.may
    pieces = {
        "form": form if total else None,
        "customer": customer,
        "heading": Heading("Pay credit back", customer.name, Figure(pounds(total), "of credit can be paid back")),
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference))),
        "credits": _credits(credits),
        "overdue": pounds(overdue) if overdue else "",
        "set_off": SetOffForm(auto_id="set_off_%s") if may_set_off else None,
        "barred": offer.reasons if overdue else (),
    }  # fmt: skip
    return render(request, "refunds/ask.html", pieces)


@page(permission="set_off_credit", section="Customers")
@require_POST
def set_off(request: PageRequest, reference: str) -> HttpResponse:
    """Use the credit for what is overdue."""
    said_or_refused(
        request,
        lambda: set_off_credit(customer=reference, told=request.POST.get("told", "")[:400], **deed(request)),
        lambda made: f"{pounds(made.pence)} of credit now pays {count(made.items, 'overdue item')}.",
    )
    return redirect("request_refund", reference)


def _wanted(customer: Customer, form: AskForm) -> RefundWanted:
    told = form.cleaned_data
    paper = told["document"]
    return RefundWanted(
        customer=customer.reference, reason=told["reason"], why=told["why"], amount_pence=told["amount"],
        method=told["method"], to=form.to(), representative=told.get("representative"),
        not_set_off=told.get("not_set_off", ""), evidence=told["evidence"], files=[paper] if paper else [],
    )  # fmt: skip


def _credits(credits: list[Any]) -> Table:
    columns = [Column("Credit"), Column("Came", "day"), Column("Can be paid back", "money")]
    rows = [[one.reference, one.effective_on, one.left_pence] for one in credits]
    return Table("Credit on this account", columns, rows, empty="No credit on this account can be paid back.")


def _done(request: PageRequest, asked: RefundRequested) -> HttpResponse:
    if asked.refund:
        return done(request, f"{pounds(asked.pence)} to {asked.paid_to} is approved.", "refund", asked.refund)
    said = f"{pounds(asked.pence)} to {asked.paid_to} waits for somebody else to decide."
    return done(request, said, "request", asked.request)
