"""Anytown is told that it is wrong: a dispute that a service is to answer, one upheld, and a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from piperoll.anytown.outcome import Outcome
from piperoll.arrangements.models import Arrangement, Promise
from piperoll.disputes.close_dispute import close_dispute
from piperoll.disputes.models import Complaint, Dispute
from piperoll.disputes.open_complaint import open_complaint
from piperoll.disputes.open_dispute import DisputeTold, open_dispute
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import ItemBalance
from piperoll.recovery.models import TrackRule

STEPS = 3
_ENOUGH = 60_00
_SAYS = "Two of the four collections in October never came"


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Two disputes and a complaint. Done before, they change nothing."""
    officer = team["officer"]
    yield _disputed("Open a dispute", 25_00, on - timedelta(9), on, at, officer, upheld=False)
    yield _disputed("Uphold a dispute", 15_00, on - timedelta(12), on, at, officer, upheld=True)
    yield _complained(on - timedelta(3), at, officer)


def _debts(on: date) -> Iterator[tuple[str, str]]:
    """Customer and bill of what people owe overdue, the longest due first, where nothing is agreed or disputed yet,
    and no track is their own."""
    overdue = ItemBalance.objects.filter(
        open_pence__gte=_ENOUGH, item__due_on__lt=on, item__kind="instalment", item__customer__kind="person"
    ).select_related("item__customer")
    busy = {*Arrangement.objects.values_list("customer_id", flat=True)}
    busy |= {*Promise.objects.values_list("customer_id", flat=True)}
    busy |= {*TrackRule.objects.exclude(customer=None).values_list("customer_id", flat=True)}
    busy |= {*Dispute.objects.values_list("customer_id", flat=True)}
    for one in overdue.order_by("item__due_on", "item_id")[:60]:
        if one.item.customer_id not in busy:
            yield one.item.customer.reference, one.item.reference


def _disputed(step: str, pence: int, day: date, on: date, at: datetime, by: Actor, *, upheld: bool) -> Outcome:
    """Somebody says that their bill is wrong; upheld, it is credited and they are written to."""
    before, run = Dispute.objects.filter(raised_on=day).first(), None
    for _, invoice in [] if before else _debts(day):
        told = DisputeTold(invoice=invoice, code="not_delivered", words=_SAYS, amount_pence=pence)
        with suppress(Refused):
            made = open_dispute(told=told, on=day, at=_on(day, at), by=by)
            run = made.run
            break
    if run and upheld:
        run = close_dispute(
            dispute=made.dispute, outcome="upheld", why="The round sheets show two collections missed.", on=on, at=at,
            by=by,
        ).run  # fmt: skip
    found = Dispute.objects.filter(raised_on=day)
    many = found.count()
    return Outcome("day", step, run, many, many, "dispute", 0, pence * many, before is not None)


def _complained(day: date, at: datetime, by: Actor) -> Outcome:
    """Somebody is not content with how they were treated; their recovery waits."""
    before, run = Complaint.objects.exists(), None
    for customer, _ in [] if before else _debts(day):
        with suppress(Refused):
            words = "I rang four times in October, and nobody rang me back"
            run = open_complaint(customer=customer, words=words, on=day, at=_on(day, at), by=by).run
            break
    many = Complaint.objects.count()
    return Outcome("day", "Take a complaint", run, many, many, "complaint", 0, 0, before)


def _on(day: date, at: datetime) -> datetime:
    """Ten in the morning of a day."""
    return datetime.combine(day, time(10), at.tzinfo)
