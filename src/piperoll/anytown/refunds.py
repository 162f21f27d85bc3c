"""Anytown pays credit back: to somebody who paid too much, asked for, approved, released by a colleague and filed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from piperoll.anytown.outcome import Outcome
from piperoll.authority.decide_request import decide_request
from piperoll.council.models import Holiday
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.bacs_days import cycle_from
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import ItemBalance
from piperoll.refunds.choose_refunds import choose_refunds
from piperoll.refunds.models import Refund, RefundRun
from piperoll.refunds.release_refunds import release_refunds
from piperoll.refunds.request_refund import RefundRequested, RefundWanted, request_refund
from piperoll.refunds.write_refund_file import write_refund_file

STEPS = 2
_LOOKED_AT = 40
_WHY = "Paid more than the bill came to"


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Ask and approve, then choose, release and file. Done before, they change nothing."""
    yield _ask(on, at, team["assistant"], team["senior"])
    yield _pay(on, at, team["officer"], team["senior"])


def _ask(on: date, at: datetime, by: Actor, decider: Actor) -> Outcome:
    """The first customer whose credit came from a bank account we know, and who owes nothing overdue."""
    before = Refund.objects.order_by("id").first()
    asked = None if before else _asked(on, at, by)
    if asked:
        if asked.state == "waiting":
            decide_request(request=asked.request, decision="approve", on=on, at=at, by=decider)
        return Outcome("day", "Approve a refund", asked.run, 1, 1, "refund", 0, asked.pence, False)
    many, pence = (1, before.amount_pence) if before else (0, 0)
    return Outcome("day", "Approve a refund", None, many, many, "refund", 0, pence, before is not None)


def _asked(on: date, at: datetime, by: Actor) -> RefundRequested | None:
    credits = ItemBalance.objects.filter(open_pence__lt=0, item__kind="receipt", item__effective_on__lte=on)
    for customer in Customer.objects.filter(pk__in=credits.values("customer")).order_by("pk")[:_LOOKED_AT]:
        wanted = RefundWanted(customer=customer.reference, reason="overpaid", why=_WHY)
        try:
            return request_refund(wanted=wanted, on=on, at=at, by=by)
        except Refused:  # it waits, or goes where nobody knows: the next
            continue
    return None


def _pay(on: date, at: datetime, by: Actor, other: Actor) -> Outcome:
    """A colleague looks and lets it go; the file is made at once."""
    refund, already = Refund.objects.order_by("id").first(), RefundRun.objects.exists()
    if refund is not None and not already:
        pay_on = cycle_from(on, set(Holiday.objects.values_list("on", flat=True))).entry_on
        chosen = choose_refunds(pay_on=pay_on, on=on, at=at, by=by)
        if chosen.refund_run and chosen.refunds:
            release_refunds(refund_run=chosen.refund_run, on=on, at=at, by=other)
            write_refund_file(refund_run=chosen.refund_run, on=on, at=at, by=by)
    many, pence = (1, refund.amount_pence) if refund else (0, 0)
    return Outcome("day", "Release and file it", None, many, many, "refund", 0, pence, already)
