"""Anytown's evening: what customers said their bank would pay, a week of care that was not had after all, and how well
the day's receipts were matched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from piperoll.anytown.outcome import Outcome
from piperoll.authority.models import Request
from piperoll.billing.assess_care import assess_care
from piperoll.billing.credit_care import credit_care
from piperoll.billing.models import CareAssessment
from piperoll.foundations.actors import Actor
from piperoll.receipting.add_standing_order import add_standing_order
from piperoll.receipting.measure_matching import measure_matching
from piperoll.receipting.models import MatchingRecord, Placement, StandingOrder

STEPS = 3
ORDERS = 3


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Told of standing orders, of care that ended; matching measured. Done before, they change nothing."""
    yield _standing_orders(on, at, team["assistant"])
    yield _care_ended(on, at, team["assistant"])
    yield _measured(on, at, team["officer"])


def _standing_orders(on: date, at: datetime, by: Actor) -> Outcome:
    """The first few who paid by transfer say that the same sum comes every month."""
    orders = StandingOrder.objects.filter(arrangement=None)
    already = orders.exists()
    if not already:
        paid = Placement.objects.filter(undoes=None, receipt__received_on__lt=on).select_related("receipt", "customer")
        for one in paid.order_by("id")[:ORDERS]:
            add_standing_order(
                customer=one.customer.reference, amount_pence=one.receipt.amount_pence, frequency="monthly",
                first_on=one.receipt.received_on, told_by="On the telephone", on=on, at=at, by=by,
            )  # fmt: skip
    told = list(orders.all())
    each = sum(one.amount_pence for one in told)
    return Outcome("day", "Told of standing orders", None, len(told), len(told), "orders", 0, each, already)


def _care_ended(on: date, at: datetime, by: Actor) -> Outcome:
    """Somebody's care ended a week before the last that was billed: its credit is asked for."""
    reason = "Moved to be near her daughter"
    already = CareAssessment.objects.filter(kind="ended").exists()
    if not already:
        last = CareAssessment.objects.select_related("customer", "account").order_by("-id")[0]
        monday = on - timedelta(days=on.weekday() + 7)
        assess_care(
            customer=last.customer.reference, kind="ended", weekly_pence=0, valid_from=monday,
            income_code=last.account.code, reason=reason, on=on, at=at, by=by,
        )  # fmt: skip
        credit_care(customer=last.customer.reference, why=reason, on=on, at=at, by=by)
    pence = Request.objects.get(act="credit_note", reason="care_change", why=reason).amount_pence
    return Outcome("day", "Credit care that ended", None, 1, 1, "bill", 0, pence, already)


def _measured(on: date, at: datetime, by: Actor) -> Outcome:
    """The year's matching is measured once."""
    already = MatchingRecord.objects.exists()
    if not already:
        measure_matching(on=on, at=at, by=by)
    record = MatchingRecord.objects.earliest("id")
    return Outcome("day", "Measure matching", None, record.receipts, record.by_engine, "receipts", 0, 0, already)
