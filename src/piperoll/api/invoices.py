"""Invoices: ask for one, see what it would be, look one up, have its PDF."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from piperoll.api.door import Already, No, Told, acting
from piperoll.billing import one_off, queries
from piperoll.billing.invoice_documents import invoice_documents
from piperoll.billing.one_off import OneOff
from piperoll.billing.raise_one_off import raise_one_off
from piperoll.customers.models import Customer
from piperoll.documents.rendering.engine import render_invoice
from piperoll.formats.attachments import LARGEST, Document, checked
from piperoll.foundations.refusals import Refused
from piperoll.receivables.queries import instalments_of
from piperoll.safeguards.seeing import look

router = Router(tags=["Invoices"])
NOT_DONE = {400: No, 401: No, 403: No, 404: No, 409: No, 422: No}


class NotBase64(Refused):
    """The document's content is not base64."""


class Line(Told):
    """A charge: all of quantity, description, unit_price (pounds), vat_code and income_code; or a fee of the register
    and a quantity."""

    quantity: str = "1"
    description: str = ""
    unit_price: str = ""
    vat_code: str = ""
    income_code: str = ""
    fee: str = ""
    concession: str = ""
    period_from: date | None = None
    period_to: date | None = None


class Attachment(Told):
    """What shows why: a PDF, PNG or JPEG in base64."""

    model_config = {**Told.model_config, "str_max_length": 2 * LARGEST}
    name: str = Field(max_length=200)
    content: str


class InvoiceAsked(Told):
    """An invoice asked for. `key` is the asker's own name for it: the same again is not billed twice.

    Bill a customer by `customer_ref`, or a new one by name and address. `service_user` is whom it is for, where that is
    another (a child who is carried to school), and `service_user_born` when they were born.
    """

    service: str = Field(min_length=1, max_length=20)
    key: str = Field(min_length=1, max_length=50)
    customer_ref: str = ""
    name: str = ""
    address_1: str = ""
    address_2: str = ""
    address_3: str = ""
    postcode: str = ""
    email: str = ""
    customer_kind: str = ""
    lines: list[Line] = Field(min_length=1, max_length=one_off.MOST_LINES)
    due_on: date | None = None
    terms_days: int | None = Field(None, ge=0, le=3650)
    instalments: str = ""
    purchase_order: str = ""
    service_user: str = ""
    service_user_born: date | None = None
    tax_point: date | None = None
    document: Attachment | None = None


class Part(Schema):
    """An instalment and what is open of it, in pence."""

    due_on: date
    amount_pence: int
    open_pence: int


class Issued(Schema):
    """An invoice just issued."""

    number: str
    gross_pence: int
    new_customer: bool
    run: int


class Preview(Schema):
    """What would be issued; nothing was written."""

    customer: str
    net_pence: int
    vat_pence: int
    gross_pence: int
    instalments: list[dict[str, Any]]


class InvoiceShown(Schema):
    """An invoice as it stands."""

    number: str
    customer_reference: str
    customer: str
    service: str
    invoiced_on: date
    tax_point_on: date
    net_pence: int
    vat_pence: int
    gross_pence: int
    open_pence: int
    instalments: list[Part]


@router.post("", response={201: Issued, 200: Already, **NOT_DONE}, summary="Issue one invoice")
def issue(request: HttpRequest, told: InvoiceAsked) -> Status[Any]:
    """Issue an invoice dated today, held to what a service's file is held to."""
    deed = acting(request, "raise_one_off")
    return Status(201, raise_one_off(asked=_asked(told), document=_document(told), **deed))


@router.post("/preview", response={200: Preview, **NOT_DONE}, summary="See what would be issued")
def preview(request: HttpRequest, told: InvoiceAsked) -> dict[str, Any]:
    """The customer, totals and due dates of an invoice that is not issued."""
    planned = one_off.plan_to_show(_asked(told), place=request.path, **acting(request, "raise_one_off"))
    head = planned.invoice
    return {
        "customer": head.customer,
        "net_pence": head.net_pence,
        "vat_pence": head.vat_pence,
        "gross_pence": head.gross_pence,
        "instalments": [part._asdict() for part in planned.instalments],
    }


@router.get("/{number}", response={200: InvoiceShown, **NOT_DONE}, summary="Look an invoice up")
def show(request: HttpRequest, number: str) -> dict[str, Any]:
    """An invoice by its number, with what is still open."""
    found = _seen(request, number)
    parts = instalments_of(found.id)
    told = {name: getattr(found, name) for name in InvoiceShown.model_fields if hasattr(found, name)}
    return told | {
        "open_pence": sum(part.open_pence for part in parts),
        "instalments": [
            {"due_on": part.due_on, "amount_pence": part.amount_pence, "open_pence": part.open_pence} for part in parts
        ],
    }


@router.get("/{number}/invoice.pdf", summary="An invoice as it is printed", response={200: bytes, **NOT_DONE})
def as_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The tagged PDF, the same bytes every time."""
    (document,) = invoice_documents([_seen(request, number).id])
    return HttpResponse(render_invoice(document), content_type="application/pdf")


def _seen(request: HttpRequest, number: str) -> Any:
    """An invoice, if the key's person may see it and its customer. Raises NoSuchInvoice, RecordRestricted."""
    deed = acting(request, "see_invoices")
    found = queries.numbered(number)
    look(Customer.objects.get(reference=found.customer_reference), place=request.path, **deed)
    return found


def _asked(told: InvoiceAsked) -> OneOff:
    """The invoice in the words of a feeder file."""
    said = {name: "" if value is None else str(value) for name, value in told if name not in ("lines", "document")}
    who = ("customer_ref", "name", "address_1", "address_2", "address_3", "postcode", "email", "customer_kind")
    terms = (
        "due_on", "terms_days", "instalments", "purchase_order", "tax_point", "service_user", "service_user_born",
    )  # fmt: skip
    lines = tuple({name: str(value) for name, value in line if value} for line in told.lines)
    return OneOff(
        service=told.service.upper(),
        key=told.key,
        bill_to={name: said[name] for name in who},
        lines=lines,
        terms={name: said[name] for name in terms if said[name]},
    )


def _document(told: InvoiceAsked) -> Document | None:
    if told.document is None:
        return None
    try:
        content = base64.b64decode(told.document.content, validate=True)
    except (binascii.Error, ValueError):
        raise NotBase64() from None
    return checked(told.document.name, content)
