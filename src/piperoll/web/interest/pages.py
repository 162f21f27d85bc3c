"""What interest a customer's overdue debts come to, stretch by stretch."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.interest.rules import BASES
from piperoll.interest.working_out import DebtInterest, Interest, work_out_interest
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page


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
                "Interest", customer.name, Figure(pounds(told.interest_pence), "worked out, not charged")
            ),
            "is_business": any(debt.basis == "late_payment" for debt in told.debts),
            "debts": _debts(told), "stretches": _stretches(told),
        }  # fmt: skip
    return render(request, "interest/interest.html", pieces)


def _debts(told: Interest) -> Table:
    columns = [
        Column("Debt"), Column("Rate"), Column("Open", "money"), Column("Fixed sum", "money"),
        Column("Interest", "money"),
    ]  # fmt: skip
    rows = [
        [
            Noted(Link(debt.reference, invoice_address(debt.reference)), f"due {day(debt.due_on)}"),
            Noted(_percent(debt), _fixed_by(debt)), debt.open_pence, debt.fixed_pence or "", debt.interest_pence,
        ]
        for debt in told.debts
    ]  # fmt: skip
    foot = ["All", "", sum(debt.open_pence for debt in told.debts), told.fixed_pence, told.interest_pence]
    return Table("Overdue debts", columns, rows, foot=foot if rows else (), empty="Nothing is overdue.")


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
