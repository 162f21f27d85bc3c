"""Flags and holds: what stands, what it means for each act, and the pages that raise, end, place and release."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.billing.queries import NoSuchInvoice, find
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.receivables.queries import instalment_due
from piperoll.safeguards.answers import may_each
from piperoll.safeguards.end_flag import end_flag
from piperoll.safeguards.place_hold import HoldPlaced, place_hold
from piperoll.safeguards.queries import flags_of, holds_of
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.safeguards.release_hold import release_hold
from piperoll.safeguards.rules import ACTS, FLAGS, HOLDS, INSOLVENCIES
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, button
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.forms import FlagForm, HoldForm, WhyForm
from piperoll.web.record.parts import PARTS, asked, lasts, part

HERE = "Flags and holds"


@page(permission="see_customers", section="Customers")
@require_GET
def safeguards(request: PageRequest, reference: str) -> HttpResponse:
    """What stands and what it means."""
    customer, today = by_reference(reference), timezone.localdate()
    may, place = request.actor.may, customer_address(reference)
    acts = [
        button("Raise a flag", href=f"{place}flags/raise/", kind="secondary") if "raise_flag" in may else None,
        button("Place a hold", href=f"{place}holds/place/", kind="secondary") if "place_hold" in may else None,
    ]
    return part(
        request, customer, HERE,
        element("div", together(acts, between=" "), class_="govuk-button-group"),
        _flags(customer, today, may_end="end_flag" in may),
        _holds(customer, today, may_release="release_hold" in may),
        _answers(customer, today),
    )  # fmt: skip


@page(permission="raise_flag", section="Customers")
@require_http_methods(["GET", "POST"])
def raise_one(request: Any, reference: str) -> HttpResponse:
    """Raise a flag."""
    customer = by_reference(reference)
    return asked(
        request, customer, FlagForm(request.POST or None, use_required_attribute=False),
        title="Raise a flag", button="Raise the flag", back=HERE,
        about="From today every bill, letter and call obeys it. A flag is never deleted: it ends, with a reason.",
        act=lambda told: raise_flag(customer=customer.pk, told=FlagTold(**told), **deed(request)),
        says=lambda raised: f"Flagged from today: {FLAGS[raised.kind].lower()}.",
        then=lambda raised: customer_address(reference) + ("seeing/" if raised.kind == "restricted" else PARTS[HERE]),
    )  # fmt: skip


@page(permission="end_flag", section="Customers")
@require_http_methods(["GET", "POST"])
def end_one(request: Any, reference: str, flag: int) -> HttpResponse:
    """End a flag."""
    customer = by_reference(reference)
    return asked(
        request, customer, WhyForm(request.POST or None, use_required_attribute=False),
        title="End a flag", button="End the flag", back=HERE,
        about="It holds no more from today. What it meant until then stays on record.",
        act=lambda told: end_flag(flag=flag, **told, **deed(request)),
        says=lambda ended: f"No longer flagged: {FLAGS[ended.kind].lower()}.",
    )  # fmt: skip


@page(permission="place_hold", section="Customers")
@require_http_methods(["GET", "POST"])
def place_one(request: Any, reference: str) -> HttpResponse:
    """Place a hold on the customer or one invoice."""
    customer = by_reference(reference)
    return asked(
        request, customer, HoldForm(request.POST or None, use_required_attribute=False),
        title="Place a hold", button="Place the hold", back=HERE,
        about="Nobody is chased while it lasts. It ends by itself after its last day.",
        act=lambda told: _place(customer, told, deed(request)),
        says=lambda placed: f"On hold until {day(placed.valid_to)}: {HOLDS[placed.kind].lower()}.",
    )  # fmt: skip


@page(permission="release_hold", section="Customers")
@require_http_methods(["GET", "POST"])
def release_one(request: Any, reference: str, hold: int) -> HttpResponse:
    """Release a hold before its day."""
    customer = by_reference(reference)
    return asked(
        request, customer, WhyForm(request.POST or None, use_required_attribute=False),
        title="Release a hold", button="Release the hold", back=HERE,
        act=lambda told: release_hold(hold=hold, **told, **deed(request)),
        says=lambda released: f"No longer on hold: {HOLDS[released.kind].lower()}.",
    )  # fmt: skip


def _place(customer: Customer, told: dict[str, Any], how: dict[str, Any]) -> HoldPlaced:
    number = told.pop("invoice")
    invoice = find(number) if number else None
    if number and (invoice is None or invoice.customer_id != customer.pk):
        raise NoSuchInvoice(number=number, field="invoice")
    of = {"invoice_id": invoice.id, "invoice_number": invoice.number} if invoice else {}
    item = instalment_due(invoice.id if invoice else None, told.pop("due_on"))
    return place_hold(customer=customer.pk, **told, **of, item_id=item, **how)


def _flags(customer: Customer, today: date, *, may_end: bool) -> Table:
    columns = [Column("Flag"), Column("Evidence"), Column("Looked after by"), Column("Holds"), Column("State")]
    columns += [Column("End", hidden=True)] if may_end else []
    rows = []
    for flag in flags_of(customer.pk):
        stands = _stands(flag, today)
        cells: list[object] = [
            Noted(FLAGS[flag.kind], _particulars(flag)) if _particulars(flag) else FLAGS[flag.kind],
            flag.evidence,
            Noted(flag.owner_name, f"Looked at again {day(flag.review_on)}"),
            Noted(lasts(flag), flag.why_ended) if flag.why_ended else lasts(flag),
            _state(flag, today, late=stands and flag.review_on < today),
        ]
        end = Link("End", f"{customer_address(customer.reference)}flags/{flag.id}/end/", FLAGS[flag.kind].lower())
        rows.append(Row(cells + ([end if stands else None] if may_end else []), quiet=not stands))
    return Table("Flags", columns, rows, empty="No flag was ever raised.")


def _particulars(flag: Any) -> str:
    told = [INSOLVENCIES.get(flag.insolvency, "").capitalize(), flag.reference, flag.needs]
    return ", ".join(filter(None, [day(flag.happened_on) if flag.happened_on else "", *told]))


def _holds(customer: Customer, today: date, *, may_release: bool) -> Table:
    columns = [Column("Hold"), Column("On"), Column("Placed by"), Column("Holds"), Column("State")]
    columns += [Column("Release", hidden=True)] if may_release else []
    rows = []
    for hold in holds_of(customer.pk):
        stands = _stands(hold, today)
        on: object = "Everything"
        if hold.invoice_number:
            on = Link(hold.invoice_number, invoice_address(hold.invoice_number))
            on = Noted(on, part_held(hold)) if part_held(hold) else on
        cells: list[object] = [
            Noted(HOLDS[hold.kind], hold.note) if hold.note else HOLDS[hold.kind],
            on,
            hold.by_name,
            Noted(lasts(hold), hold.why_ended) if hold.why_ended else lasts(hold),
            _state(hold, today),
        ]
        release = Link(
            "Release", f"{customer_address(customer.reference)}holds/{hold.id}/release/", HOLDS[hold.kind].lower()
        )
        rows.append(Row(cells + ([release if stands else None] if may_release else []), quiet=not stands))
    return Table("Holds", columns, rows, empty="Nothing was ever on hold.")


def part_held(hold: Any) -> str:
    """What of an invoice is held, when it is not all of it."""
    sum_ = pounds(hold.amount_pence) if hold.amount_pence else ""
    return " of ".join(filter(None, (sum_, "one instalment" if hold.item_id else "it" if sum_ else "")))


def _answers(customer: Customer, today: date) -> Table:
    columns = [Column("May we…"), Column("Answer"), Column("Why")]
    rows = []
    for answer in may_each(customer.pk, today):
        tag = Tag("Yes", "green") if answer.allowed else Tag("No", "red")
        rows.append([ACTS[answer.act], tag, together([element("div", why) for why in answer.reasons])])
    return Table("What we may do today", columns, rows)


def _stands(row: Any, today: date) -> bool:
    return row.valid_to is None or row.valid_to >= today


def _state(row: Any, today: date, *, late: bool = False) -> Tag:
    if late:
        return Tag("Review late", "orange")
    if not _stands(row, today):
        return Tag("Over", "grey")
    return Tag("To come", "yellow") if row.valid_from > today else Tag("Stands", "blue")
