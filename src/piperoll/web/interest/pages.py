"""What interest a customer's overdue debts come to, stretch by stretch; and asking that it be charged."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.interest.charging import plan
from piperoll.interest.request_late_charges import LateChargesWanted, request_late_charges
from piperoll.interest.rules import BASES, BUSINESSES
from piperoll.interest.working_out import DebtInterest, Interest, work_out_interest
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.interest.forms import LateChargesForm


@page(permission="see_interest", section="Customers")
@require_GET
def interest(request: PageRequest, reference: str) -> HttpResponse:
    """Each overdue debt with its rate and what fixed it, and every stretch of days with its reason."""
    customer, today = by_reference(reference), timezone.localdate()
    look(customer, place=request.path, **deed(request))
    pieces: dict[str, object] = {
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference)))
    }
    try:
        told = work_out_interest(customer, on=today)
    except Refused as refusal:
        pieces |= {"refusal": refusal.sentence, "heading": Heading("Interest", customer.name)}
    else:
        pieces |= {
            "heading": Heading(
                "Interest", customer.name, Figure(pounds(told.interest_pence), _charged(told))
            ),
            "is_business": any(debt.basis == "late_payment" for debt in told.debts),
            "debts": _debts(told), "stretches": _stretches(told),
            "may_charge": customer.kind in BUSINESSES and plan(told) and "request_late_charges" in request.actor.may,
            "reference": customer.reference,
        }  # fmt: skip
    return render(request, "interest/interest.html", pieces)


@page(permission="request_late_charges", section="Customers")
@require_http_methods(["GET", "POST"])
def charge(request: PageRequest, reference: str) -> HttpResponse:
    """Which lines would be charged today, and asking for them; within the limit they are invoiced, else it waits."""
    customer, today = by_reference(reference), timezone.localdate()
    look(customer, place=request.path, **deed(request))
    try:
        lines = plan(work_out_interest(customer, on=today)) if customer.kind in BUSINESSES else []
    except Refused:  # the page of interest says why
        return redirect("interest", reference)
    form = LateChargesForm(request.POST or None, request.FILES or None)
    form.use_required_attribute = False
    if form.is_valid():
        wanted = LateChargesWanted(
            customer=customer.reference, why=form.cleaned_data["why"], costs_pence=form.cleaned_data["costs"] or 0,
            costs_for=form.cleaned_data["costs_for"],
            files=[form.cleaned_data["document"]] if form.cleaned_data["document"] else [],
        )  # fmt: skip
        try:
            asked = request_late_charges(wanted=wanted, **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            if asked.number:
                return done(request, f"Invoice {asked.number} asks for {pounds(asked.pence)}.", "invoice", asked.number)
            said = f"{pounds(asked.pence)} for paying late waits for somebody else to decide."
            return done(request, said, "request", asked.request)
    columns = [Column("To be charged"), Column("Amount", "money")]
    pieces = {
        "trail": breadcrumbs(
            Link("Customers", "/customers/"), Link(customer.name, customer_address(reference)),
            Link("Interest", reverse("interest", args=[reference])),
        ),
        "heading": Heading(
            "Charge for paying late", customer.name, Figure(pounds(sum(line.pence for line in lines)), "before costs")
        ),
        "lines": Table(
            "What the invoice would ask for", columns, [[line.said, line.pence] for line in lines],
            empty="Nothing is left to charge: no day earned interest that was not charged before.",
        ),
        "form": form if lines else None,
    }  # fmt: skip
    return render(request, "interest/charge.html", pieces)


def _charged(told: Interest) -> str:
    return f"worked out; {pounds(told.charged_pence)} charged" if told.charged_pence else "worked out, not charged"


def _debts(told: Interest) -> Table:
    columns = [
        Column("Debt"), Column("Rate"), Column("Open", "money"), Column("Fixed sum", "money"),
        Column("Charged", "money"), Column("Interest", "money"),
    ]  # fmt: skip
    rows = [
        [
            Noted(Link(debt.reference, invoice_address(debt.reference)), f"due {day(debt.due_on)}"),
            Noted(_percent(debt), _fixed_by(debt)), debt.open_pence, debt.fixed_pence or "", debt.charged_pence or "",
            _worked_out(debt),
        ]
        for debt in told.debts
    ]  # fmt: skip
    foot = [
        "All", "", sum(debt.open_pence for debt in told.debts), told.fixed_pence, told.charged_pence,
        told.interest_pence,
    ]  # fmt: skip
    return Table("Overdue debts", columns, rows, foot=foot if rows else (), empty="Nothing is overdue.")


def _worked_out(debt: DebtInterest) -> int | Noted:
    """What it comes to; a warning where more was charged than that, and what was waived of it."""
    over = -debt.to_charge_pence
    if debt.waived_pence and over <= 0:
        return Noted(pounds(debt.interest_pence), f"{pounds(debt.waived_pence)} waived")
    return debt.interest_pence if over <= 0 else Noted(pounds(debt.interest_pence), f"{pounds(over)} too much charged")


def _percent(debt: DebtInterest) -> str:
    return f"{debt.percent.normalize():f}% a year, simple"


def _fixed_by(debt: DebtInterest) -> str:
    return f"fixed for good by Bank Rate of {day(debt.rate_of)}" if debt.rate_of else BASES[debt.basis]


def _stretches(told: Interest) -> Table | str:
    rows = [
        Row(
            [
                debt.reference, f"{day(one.since)} to {day(one.until)}", count(one.days, "day"),
                one.why_not or _percent(debt), one.principal_pence,
            ],
            quiet=bool(one.why_not),
        )
        for debt in told.debts
        for one in debt.stretches
    ]  # fmt: skip
    columns = [Column("Debt"), Column("Days"), Column("How many", "count"), Column("At"), Column("On", "money")]
    return Table("Day by day", columns, rows) if rows else ""
