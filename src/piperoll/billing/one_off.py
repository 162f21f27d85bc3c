"""One invoice asked for by hand: its charges, held to what a service's file is held to, and what would come of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from piperoll.billing import quality_gate, raising
from piperoll.billing.fees import fee_on
from piperoll.customers.models import Customer
from piperoll.formats.feeder_csv import Charge, charge_of
from piperoll.formats.table_csv import Fault
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look

MOST_LINES = 50


class NothingToBill(Refused):
    """Give between 1 and 50 lines to bill."""


class NotBillable(Refused):
    """{where}{field} {value}{reason}."""


@dataclass(frozen=True)
class OneOff:
    """One invoice, told in the words of a feeder file: `bill_to` and `terms` hold for all its lines.

    A line with `fee` (and `concession`) has its price, VAT code and income code from the register of its day. `key` is
    the asker's own name for this invoice: the same again is not billed twice.
    """

    service: str
    key: str
    bill_to: dict[str, str]
    lines: tuple[dict[str, str], ...]
    terms: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """An invoice as it would be issued: whom to, each line, what is due when, and what is worth a second look."""

    invoice: Any
    lines: list[Any]
    instalments: list[Any]
    findings: list[Any]


def plan(asked: OneOff, *, on: date) -> Planned:
    """What would be issued on a day; nothing is written. Raises NothingToBill, NoSuchFee, NotBillable."""
    with transaction.atomic():
        stage(asked, on=on)
        quality_gate.judge(on=on)
        findings = quality_gate.sql.findings()
        quality_gate.send_back()
        raising.sql.reject_unfit(on=on)
        must_fit()
        raising.sql.work_out(on=on)
        raising.sql.split_instalments()
        (invoice,) = raising.sql.planned_invoices(on=on)
        return Planned(invoice, raising.sql.planned_lines(), raising.sql.planned_instalments(), findings)


def plan_to_show(asked: OneOff, *, place: str, on: date, at: datetime, by: Actor) -> Planned:
    """What somebody would issue, with the customer's name and address: of a restricted record only with leave.

    Raises NotPermitted, RecordRestricted, and as `plan`.
    """
    by.must("raise_one_off")
    planned = plan(asked, on=on)
    if asked.bill_to.get("customer_ref", "").strip():
        look(Customer.objects.get(pk=planned.invoice.customer_id), place=place, on=on, at=at, by=by)
    return planned


def stage(asked: OneOff, *, on: date) -> None:
    """Put the charges into staging, priced. Raises NothingToBill, NoSuchFee, NotBillable."""
    if not 0 < len(asked.lines) <= MOST_LINES:
        raise NothingToBill()
    charges = [_charge(asked, number, line, on) for number, line in enumerate(asked.lines, 1)]
    raising.lay_out()
    raising.take(charges)
    raising.price(on=on)


def must_fit() -> None:
    """Raise NotBillable with the first reason, if a charge did not fit the books: its own, not a companion's."""
    for rejection in sorted(raising.reasons().values(), key=lambda r: (r.field == "invoice_group", r.line)):
        raise _refusal(rejection.line, rejection.field, rejection.value, rejection.reason)


def _charge(asked: OneOff, number: int, line: dict[str, str], on: date) -> Charge:
    told = dict(line)
    if code := told.pop("fee", ""):
        fee = fee_on(on, service=asked.service, code=code, concession=told.pop("concession", ""))
        told = {"description": str(fee), **{k: v for k, v in told.items() if v}, "unit_price": f"{fee.price_pounds:f}",
                "vat_code": fee.vat_code, "income_code": fee.account.code}  # fmt: skip
    told.pop("concession", None)
    same = {"service": asked.service, "external_id": f"{asked.key}-{number}", "invoice_group": asked.key}
    blank = dict.fromkeys(("description", "quantity", "unit_price", "vat_code", "income_code"), "")
    try:
        return charge_of(number, {**blank, **asked.bill_to, **asked.terms, **told, **same})
    except Fault as fault:
        raise _refusal(number, fault.field, fault.value, fault.reason) from None


def _refusal(line: int, column: str, value: str, reason: str) -> NotBillable:
    of_the_line = column in (
        "description",
        "quantity",
        "unit_price",
        "vat_code",
        "income_code",
        "period_from",
        "period_to",
    )
    words = column.replace("_", " ").replace("vat", "VAT").replace("customer ref", "customer reference")
    where = f"Line {line}: " if of_the_line else ""
    shown = f"{value!r} " if value else ""
    said = words if of_the_line else words[:1].upper() + words[1:]
    return NotBillable(line=line, column=column, where=where, field=said, value=shown, reason=reason)
