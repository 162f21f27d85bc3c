"""end_standing_order: nothing more is expected of a standing order after a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.add_standing_order import BadStandingOrder
from piperoll.receipting.models import StandingOrder, StandingOrderEnd
from piperoll.receipting.standing_orders import hold
from piperoll.runs import running


class NoSuchStandingOrder(Refused):
    """There is no standing order {order}. The customer's page lists theirs with their numbers."""


class StandingOrderEnded(Refused):
    """Standing order {order} ends on {ends_on:%-d %B %Y} already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class EndedStandingOrder:
    """A standing order of which nothing is expected after a day."""

    run: int
    order: int
    customer: str
    ends_on: date


def end_standing_order(
    *, order: int, ends_on: date, reason: str, on: date, at: datetime, by: Actor
) -> EndedStandingOrder:
    """Expect nothing of it after `ends_on`. Raises NoSuchStandingOrder, BadStandingOrder, StandingOrderEnded."""
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= 200:
        raise BadStandingOrder(why="Say why it ends, in at most 200 letters", field="reason")
    found = StandingOrder.objects.select_related("customer").filter(pk=order).first()
    if found is None:
        raise NoSuchStandingOrder(order=order)
    whose = found.customer_id
    with running.act("end_standing_order", on=on, at=at, by=by, order=order, customer=whose, reason=reason) as run:
        hold(order)
        if standing := StandingOrderEnd.objects.filter(order=found).first():
            raise StandingOrderEnded(order=order, ends_on=standing.ends_on)
        StandingOrderEnd.objects.create(order=found, ends_on=ends_on, reason=reason, run_id=run.id)
    return EndedStandingOrder(run.id, order, found.customer.reference, ends_on)
