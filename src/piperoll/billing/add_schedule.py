"""add_schedule: a charge that comes again and again begins: a rent, a bin, a subscription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from piperoll.billing.fees import fee_on
from piperoll.billing.models import Schedule, ScheduleTerms
from piperoll.billing.set_fee import income_account
from piperoll.council.set_dated_figure import service_coded
from piperoll.customers.queries import by_reference
from piperoll.customers.rules import one_line
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

LONGEST_LEAD = 90


class BadSchedule(Refused):
    """{why}."""


class ScheduleThere(Refused):
    """{service} has a schedule {reference} already: number {schedule}. Change that one, or end it first."""


@dataclass(frozen=True)
class ScheduleWanted:
    """A schedule as it is asked for: a price with its codes, or a fee of the register."""

    service: str
    customer: str
    reference: str
    description: str
    frequency: str
    starts_on: date
    quantity: Decimal = Decimal(1)
    unit_price_pounds: Decimal | None = None
    vat_code: str = ""
    income_code: str = ""
    fee_code: str = ""
    concession: str = ""
    in_advance: bool = True
    lead_days: int = 0
    pro_rata: bool = True
    anchor_on: date | None = None
    purchase_order: str = ""
    service_user: str = ""


@dataclass(frozen=True)
class ScheduleAdded:
    """A schedule that bills from its first day on."""

    run: int
    schedule: int
    reference: str


def add_schedule(*, wanted: ScheduleWanted, on: date, at: datetime, by: Actor) -> ScheduleAdded:
    """Begin a schedule.

    Raises NoSuchService, NoSuchCustomer, NoSuchFee, WrongIncome, WrongVat, BadSchedule, ScheduleThere.
    """
    service, customer = service_coded(wanted.service), by_reference(wanted.customer)
    reference = _line(wanted.reference, 40, "Give the reference of the lease or contract")
    description = _line(wanted.description, 160, "Say what it is for")
    _check(wanted)
    account, vat_code = None, ""
    if wanted.fee_code:
        fee_on(wanted.starts_on, service=service.code, code=wanted.fee_code, concession=wanted.concession)
    else:
        vat_code = wanted.vat_code.strip().upper()
        account = income_account(service, wanted.income_code, vat_code, wanted.starts_on)
    with running.act("add_schedule", on=on, at=at, by=by, service=service.code, reference=reference) as run:
        schedule, is_new = Schedule.objects.get_or_create(
            service=service, reference=reference,
            defaults={
                "customer": customer, "description": description, "frequency": wanted.frequency,
                "in_advance": wanted.in_advance, "lead_days": wanted.lead_days, "pro_rata": wanted.pro_rata,
                "starts_on": wanted.starts_on, "anchor_on": wanted.anchor_on or wanted.starts_on,
                "fee_code": wanted.fee_code.strip().upper(), "concession": wanted.concession.strip().upper(),
                "vat_code": vat_code, "account": account, "purchase_order": wanted.purchase_order.strip()[:40],
                "service_user": one_line(wanted.service_user)[:120],
                "run_id": run.id,
            },
        )  # fmt: skip
        if not is_new:
            raise ScheduleThere(service=service.name, reference=reference, schedule=schedule.pk)
        ScheduleTerms.objects.create(
            schedule=schedule, valid_from=wanted.starts_on, quantity=wanted.quantity, reason="As it began",
            unit_price_pounds=None if wanted.fee_code else wanted.unit_price_pounds, run_id=run.id,
        )  # fmt: skip
        run.finish(schedule=schedule.pk)
    return ScheduleAdded(run.id, schedule.pk, reference)


def must_be_a_price(price: Decimal) -> None:
    """Raise BadSchedule for what cannot be the price of one."""
    if not price.is_finite() or not 0 <= price <= 999_999 or price != round(price, 4):
        raise BadSchedule(why=f"{price} cannot be a price: use pounds from 0 to 999,999 with at most four decimals")


def must_be_a_quantity(quantity: Decimal) -> None:
    """Raise BadSchedule for what cannot be how many."""
    if not quantity.is_finite() or not 0 < quantity <= 999_999 or quantity != round(quantity, 3):
        raise BadSchedule(why=f"{quantity} cannot be a quantity: use more than 0, with at most three decimals")


def _check(wanted: ScheduleWanted) -> None:
    if wanted.frequency not in dict(Schedule.FREQUENCIES):
        raise BadSchedule(why=f"{wanted.frequency!r} is none of {', '.join(dict(Schedule.FREQUENCIES))}")
    if not wanted.fee_code and wanted.unit_price_pounds is None:
        raise BadSchedule(why="Give a price, or a fee of the register")
    if wanted.unit_price_pounds is not None:
        must_be_a_price(wanted.unit_price_pounds)
    must_be_a_quantity(wanted.quantity)
    if not 0 <= wanted.lead_days <= LONGEST_LEAD:
        raise BadSchedule(why=f"A schedule is billed 0 to {LONGEST_LEAD} days before or after its period")
    if wanted.anchor_on and wanted.anchor_on > wanted.starts_on:
        raise BadSchedule(why="Its periods cannot be counted from a day after it starts")


def _line(text: str, longest: int, otherwise: str) -> str:
    words = " ".join(text.split())
    if not 0 < len(words) <= longest:
        raise BadSchedule(why=f"{otherwise}, in at most {longest} letters")
    return words
