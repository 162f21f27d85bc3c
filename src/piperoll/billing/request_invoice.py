"""request_invoice: a service asks for one invoice; within its limit it is issued at once, else somebody else looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask, one_at_a_time, take_back
from piperoll.authority.models import Request, RequestFile
from piperoll.billing import one_off, quality_gate, raising
from piperoll.billing.attach_document import keep
from piperoll.billing.models import Invoice, InvoiceAsked
from piperoll.billing.one_off import OneOff, Planned
from piperoll.billing.raise_one_off import NotAsShown, must_be_new
from piperoll.billing.request_customer import LONGEST_WHY, AskedBefore, SayWhatFor
from piperoll.billing.self_service import service_of
from piperoll.customers.queries import by_reference
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.safeguards.seeing import look

ACT = "one_off_invoice"
COUNTS_DAYS = 31
REASONS = {
    "supplied": "For what was supplied already",
    "ahead": "To be paid before it is supplied",
    "recharge": "A cost passed on",
}


class NotAReasonToBill(Refused):
    """{reason!r} is no reason for an invoice. The reasons are {reasons}."""


class NotAsAsked(Refused):
    """It would come to {now} today, where {then} was asked for. Return it with that question, or refuse it."""


@dataclass(frozen=True)
class InvoiceRequested:
    """An invoice asked for: issued (then it has a number) or waiting for somebody else."""

    run: int
    request: int
    state: str
    number: str | None
    gross_pence: int


def request_invoice(
    *,
    asked: OneOff,
    why: str,
    reason: str = "supplied",
    files: Sequence[Document] = (),
    expected_gross_pence: int | None = None,
    instead_of: int | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> InvoiceRequested:
    """Ask for an invoice to a customer of ours; what a quality check would have looked at goes to somebody else.

    Raises NoSuchService, NoSuchCustomer, RecordRestricted, NotAReasonToBill, SayWhatFor, AskedBefore, AlreadyIssued,
    NothingToBill, NoSuchFee, NotBillable, NotAsShown, NoLimitCovers, TooManyFiles.
    """
    by.must("request_invoice")
    of, asked = service_of(by, asked.service), for_a_customer_of_ours(asked, on=on, at=at, by=by)
    if reason not in REASONS:
        raise NotAReasonToBill(reason=reason, reasons=", ".join(REASONS))
    if not why.strip():
        raise SayWhatFor()
    with running.act("request_invoice", on=on, at=at, by=by, service=of.code, key=asked.key) as run:
        one_at_a_time(ACT, of.code)
        must_be_new(asked)
        if instead_of:
            take_back(instead_of, run=run, at=at)
        must_not_wait(of.pk, asked.key)
        planned = one_off.plan(asked, on=on)
        gross = planned.invoice.gross_pence
        if expected_gross_pence not in (None, gross):
            raise NotAsShown(pounds=pounds(gross), shown=pounds(expected_gross_pence or 0))
        wanted = Wanted(
            ACT, of.pk, planned.invoice.customer_id, planned.invoice.customer[:40], gross, 0, reason,
            why.strip()[:LONGEST_WHY], changes=in_words(planned),
            details={"asked": asdict(asked), "instead_of": instead_of}, files=files,
        )  # fmt: skip
        is_flagged = any(found.action == "flag" for found in planned.findings)
        made = ask(wanted, run=run, at=at, alone=not is_flagged)
        invoice = issue(made.request, run=run, on=on) if made.may_go_ahead else None
        told = {"done": said(invoice)} if invoice else {}
        run.finish(**run.totals, request=made.request.pk, pence=gross, **told)
    state, number = ("approved", invoice.number) if invoice else ("waiting", None)
    return InvoiceRequested(run.id, made.request.pk, state, number, gross)


def for_a_customer_of_ours(asked: OneOff, *, on: date, at: datetime, by: Actor) -> OneOff:
    """The same with its customer's reference alone; looking up a restricted record is written down.

    Raises NoSuchCustomer, RecordRestricted.
    """
    customer = by_reference(asked.bill_to.get("customer_ref", ""))
    look(customer, place="request_invoice", on=on, at=at, by=by)
    return replace(asked, bill_to={"customer_ref": customer.reference})


def must_not_wait(service: int, key: str) -> None:
    """Raises AskedBefore when an invoice of this key is asked for and not decided."""
    same = Request.objects.filter(
        act=ACT, service_id=service, details__asked__key=key, standing__state__in=["waiting", "returned"]
    )
    if found := same.first():
        raise AskedBefore(request=found.pk)


def in_words(planned: Planned) -> list[tuple[str, str, str]]:
    """The invoice asked for, line by line, and what is worth a second look, for whoever decides."""
    head = planned.invoice
    lines = [(f"Line {place}", "", _line(line)) for place, line in enumerate(planned.lines, 1)]
    due = "; ".join(f"{pounds(part.amount_pence)} on {part.due_on:%-d %B %Y}" for part in planned.instalments)
    looks = [
        ("Look again", "", f"Line {one.line}: {one.field.replace('_ref', '').replace('_', ' ')} {one.reason}")
        for one in planned.findings
    ]
    bill = [("Bill", "", f"{head.customer}, {head.customer_ref}")]
    bill += [("For", "", head.service_user)] if head.service_user else []
    return [*bill, *lines, ("To pay", "", pounds(head.gross_pence)), ("Due", "", due), *looks]


def _line(line: Any) -> str:
    price = f"{line.unit_price:,.2f}" if line.unit_price == round(line.unit_price, 2) else f"{line.unit_price:,f}"
    each = f"{line.quantity.normalize():f} at £{price}, {pounds(line.net_pence)} net"
    return f"{line.description}: {each}, VAT {line.vat_code} {pounds(line.vat_pence)}, {line.income_code}"


def asked_for(request: Request) -> OneOff:
    """The invoice a request asks for."""
    told = request.details["asked"]
    return OneOff(told["service"], told["key"], told["bill_to"], tuple(told["lines"]), told["terms"])


def issue(request: Request, *, run: RunInHand, on: date) -> Invoice:
    """Bill what a request asks for, dated `on`, its files kept with the invoice.

    Raises AlreadyIssued, NotBillable, NotAsAsked; then nothing is issued.
    """
    asked = asked_for(request)
    must_be_new(asked)
    one_off.stage(asked, on=on)
    quality_gate.send_back_rejected(on=on)
    raised = raising.raise_fit(run, rows=lambda unfit: [(why, {}) for why in unfit.values()])
    one_off.must_fit()
    if raised.gross_pence != request.amount_pence:
        raise NotAsAsked(now=pounds(raised.gross_pence), then=pounds(request.amount_pence))
    invoice = Invoice.objects.get(number=raised.first_number)
    InvoiceAsked.objects.create(invoice=invoice, request=request, run_id=run.id)
    for file in RequestFile.objects.filter(request=request):
        keep(Document(file.name, file.kind, bytes(file.content), bytes(file.digest)), invoice=invoice.pk, run=run.id)
    return invoice


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved invoice is issued at once. Raises AlreadyIssued, NotBillable, NotAsAsked."""
    return said(issue(request, run=run, on=on))


def said(invoice: Invoice) -> str:
    """What was done, in a sentence."""
    return f"Invoice {invoice.number} for {pounds(invoice.gross_pence)} is issued."
