"""change_schedule: another price or quantity from a day on, or an uplift in per cent; nothing billed before changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from piperoll.billing.add_schedule import BadSchedule, must_be_a_price, must_be_a_quantity
from piperoll.billing.models import ScheduleTerms
from piperoll.billing.schedules import billed_to, hold, why
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class BilledAlready(Refused):
    """It was billed up to {billed_to:%-d %B %Y} already.

    A change can begin the day after at the earliest; bill or credit the difference before that by hand.
    """


class AlreadyAgreed(Refused):
    """Its terms from {valid_from:%-d %B %Y} on are agreed already. Begin these on a later day."""


class ScheduleOver(Refused):
    """It ends on {ends_on:%-d %B %Y}: nothing can begin after that."""


@dataclass(frozen=True)
class ScheduleChanged:
    """A schedule's terms from a day on: how many, at what price (none when the fees register has it)."""

    run: int
    schedule: int
    valid_from: date
    quantity: Decimal
    unit_price_pounds: Decimal | None


def change_schedule(
    *,
    schedule: int,
    valid_from: date,
    reason: str,
    quantity: Decimal | None = None,
    unit_price_pounds: Decimal | None = None,
    uplift_percent: Decimal | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> ScheduleChanged:
    """Begin other terms: a price, an uplift of the price there is (to the penny), a quantity.

    Raises NoSuchSchedule, WhyNeeded, BadSchedule, BilledAlready, AlreadyAgreed, ScheduleOver.
    """
    reason = why(reason)
    with running.act("change_schedule", on=on, at=at, by=by, schedule=schedule, reason=reason) as run:
        found = hold(schedule)
        last = found.terms.order_by("-valid_from").first()
        if last is None or last.valid_from >= valid_from:
            raise AlreadyAgreed(valid_from=last.valid_from if last else valid_from)
        end = getattr(found, "end", None)
        if end and end.ends_on < valid_from:
            raise ScheduleOver(ends_on=end.ends_on)
        billed = billed_to(schedule, on=on)
        if billed and valid_from <= billed:
            raise BilledAlready(billed_to=billed)
        terms = ScheduleTerms.objects.create(
            schedule=found, valid_from=valid_from, quantity=_quantity(last, quantity),
            unit_price_pounds=_price(last, unit_price_pounds, uplift_percent), reason=reason, run_id=run.id,
        )  # fmt: skip
        if (terms.quantity, terms.unit_price_pounds) == (last.quantity, last.unit_price_pounds):
            raise BadSchedule(why="Give another price, an uplift or another quantity")
    return ScheduleChanged(run.id, schedule, valid_from, terms.quantity, terms.unit_price_pounds)


def _quantity(last: ScheduleTerms, quantity: Decimal | None) -> Decimal:
    if quantity is None:
        return last.quantity
    must_be_a_quantity(quantity)
    return quantity


def _price(last: ScheduleTerms, price: Decimal | None, percent: Decimal | None) -> Decimal | None:
    if price is not None and percent is not None:
        raise BadSchedule(why="Give a price or an uplift, not both")
    if last.unit_price_pounds is None and (price is not None or percent is not None):
        raise BadSchedule(why="Its price is in the fees register: begin another price there")
    if percent is not None and last.unit_price_pounds is not None:
        if not percent.is_finite() or not -100 < percent <= 100:
            raise BadSchedule(why=f"{percent}% cannot be an uplift: use more than -100 and at most 100")
        price = (last.unit_price_pounds * (1 + percent / 100)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if price is None:
        return last.unit_price_pounds
    must_be_a_price(price)
    return price
