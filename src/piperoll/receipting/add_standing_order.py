"""add_standing_order: a customer told us that their bank will pay us so much, so often: we look whether it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import StandingOrder
from piperoll.runs import running

MOST_PENCE = 99_999_999


class BadStandingOrder(Refused):
    """{why}."""


class StandingOrderThere(Refused):
    """{customer} has this standing order already: number {order}. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class StandingOrderAdded:
    """A standing order we now expect."""

    run: int
    order: int
    customer: str
    amount_pence: int
    first_on: date


def add_standing_order(
    *, customer: str, amount_pence: int, frequency: str, first_on: date, told_by: str, on: date, at: datetime, by: Actor
) -> StandingOrderAdded:
    """Expect a payment again and again. Raises NoSuchCustomer, BadStandingOrder, StandingOrderThere."""
    found, told_by = by_reference(customer), " ".join(told_by.split())
    if not 0 < amount_pence <= MOST_PENCE:
        raise BadStandingOrder(why=f"A standing order pays from 1p to {pounds(MOST_PENCE)}", field="amount_pence")
    if frequency not in dict(StandingOrder.FREQUENCIES):
        raise BadStandingOrder(why=f"{frequency!r} is none of {', '.join(dict(StandingOrder.FREQUENCIES))}")
    if not 0 < len(told_by) <= 200:
        raise BadStandingOrder(why="Say who told us, and how, in at most 200 letters", field="told_by")
    with running.act("add_standing_order", on=on, at=at, by=by, customer=found.pk) as run:
        same = {"customer": found, "amount_pence": amount_pence, "frequency": frequency, "first_on": first_on}
        if there := StandingOrder.objects.filter(**same, end=None).first():
            raise StandingOrderThere(customer=found.reference, order=there.pk)
        order = StandingOrder.objects.create(**same, told_by=told_by, run_id=run.id)
        run.finish(order=order.pk, said=f"Standing order on record: {pounds(amount_pence)}", why=told_by)
    return StandingOrderAdded(run.id, order.pk, found.reference, amount_pence, first_on)
