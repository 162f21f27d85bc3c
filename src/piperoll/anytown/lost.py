"""Anytown gives some debts up: one within the officer's limit, of which a part comes back; one that waits for somebody
else to decide; and small balances by a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from piperoll.anytown.outcome import Outcome
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import Request
from piperoll.council.models import Service
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import ItemBalance, WriteOff
from piperoll.write_offs.models import SmallRun
from piperoll.write_offs.propose_small_write_offs import propose_small_write_offs
from piperoll.write_offs.request_small_write_offs import request_small_write_offs
from piperoll.write_offs.request_write_off import WriteOffRequested, WriteOffWanted, request_write_off
from piperoll.write_offs.rules import ACT, SMALL
from piperoll.write_offs.write_back import write_back

STEPS = 4
_WITHIN, _LOOKED_AT, _CAME_BACK = 100_00, 40, 5_00


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """What is given up, and what comes back of it. Done before, it changes nothing."""
    yield _given_up(on, at, team["officer"])
    yield _taken_back(on, at, team["officer"])
    yield _waiting(on, at, team["officer"])
    yield _small(on, at, team)


def _given_up(on: date, at: datetime, by: Actor) -> Outcome:
    before = WriteOff.objects.exclude(reason=SMALL).order_by("id").first()
    owed = ItemBalance.objects.filter(open_pence__gt=_CAME_BACK, open_pence__lte=_WITHIN, item__due_on__lt=on)
    why = "It costs more to collect than it brings"
    asked = None if before else _asked(owed.order_by("item__due_on", "item_id"), "uneconomic", why, on, at, by)
    pence = before.amount_pence if before else asked.pence if asked else 0
    return _outcome("Write a debt off", "write-off", asked.run if asked else None, pence, before is not None)


def _taken_back(on: date, at: datetime, by: Actor) -> Outcome:
    first = WriteOff.objects.exclude(reason=SMALL).order_by("id").first()
    before = first.backs.first() if first else None
    done = None
    if first and not before:
        why = "She rang, and will pay five pounds"
        done = write_back(write_off=first.pk, why=why, amount_pence=_CAME_BACK, on=on, at=at, by=by)
    pence = before.amount_pence if before else done.pence if done else 0
    return _outcome("Write a part of it back", "write-back", done.run if done else None, pence, before is not None)


def _waiting(on: date, at: datetime, by: Actor) -> Outcome:
    before = Request.objects.filter(act=ACT, amount_pence__gt=_WITHIN).order_by("id").first()
    owed = ItemBalance.objects.filter(open_pence__gt=_WITHIN, item__due_on__lt=on)
    why = "Counsel says that our contract does not hold"
    asked = None if before else _asked(owed.order_by("item__due_on", "item_id"), "legal_advice", why, on, at, by)
    pence = before.amount_pence if before else asked.pence if asked else 0
    return _outcome("Ask for a larger one", "request", asked.run if asked else None, pence, before is not None)


def _asked(owed: object, reason: str, why: str, on: date, at: datetime, by: Actor) -> WriteOffRequested | None:
    """The first of some debts that nothing speaks against."""
    for balance in owed.select_related("item")[:_LOOKED_AT]:  # type: ignore[attr-defined]
        wanted = WriteOffWanted(
            customer=Customer.objects.get(pk=balance.customer_id).reference, reason=reason, why=why,
            invoices=[balance.item.reference], amount_pence=balance.open_pence, evidence="Case note of the day",
        )  # fmt: skip
        try:
            return request_write_off(wanted=wanted, on=on, at=at, by=by)
        except Refused:  # something may still come for it: the next
            continue
    return None


def _small(on: date, at: datetime, team: dict[str, Actor]) -> Outcome:
    """The first service with anything small enough: proposed, looked at by another, approved by a third."""
    before = SmallRun.objects.order_by("id").first()
    proposed = None
    for service in [] if before else Service.objects.order_by("code"):
        try:
            proposed = propose_small_write_offs(service=service.code, on=on, at=at, by=team["officer"])
        except Refused:
            continue
        if proposed.many:
            asked = request_small_write_offs(small_run=proposed.small_run, on=on, at=at, by=team["senior"])
            decide_request(request=asked.request, decision="approve", on=on, at=at, by=team["manager"])
            break
    many = proposed.many if proposed else 1 if before else 0
    return Outcome(
        "day", "Write small balances off", proposed.run if proposed else None, many, many, "write-offs",
        proposed.left_out if proposed else 0, proposed.pence if proposed else 0, before is not None,
    )  # fmt: skip


def _outcome(step: str, what: str, run: int | None, pence: int, already: bool) -> Outcome:
    many = 1 if pence else 0
    return Outcome("day", step, run, many, many, what, 0, pence, already)
