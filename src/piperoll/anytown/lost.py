"""Anytown gives a debt up: asked for by one, decided by another, and part of it comes back when they ring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from piperoll.anytown.outcome import Outcome
from piperoll.authority.decide_request import decide_request
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import ItemBalance, WriteBack, WriteOff
from piperoll.write_offs.request_write_off import WriteOffRequested, WriteOffWanted, request_write_off
from piperoll.write_offs.write_back import write_back

STEPS = 2
OLD = timedelta(days=14)
NOT_WORTH_IT_PENCE = 200_00
_LOOKED_AT = 40
_EVIDENCE = "Case note of the last call; a tracing agent asks £60"


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Write one debt off, and take half of it back. Done before, they change nothing."""
    yield _write_off(on, at, team)
    yield _write_back(on, at, team["officer"])


def _write_off(on: date, at: datetime, team: dict[str, Actor]) -> Outcome:
    already = WriteOff.objects.exists()
    asked = None if already else _asked(on, at, team["officer"])
    if asked and asked.state == "waiting":
        decide_request(request=asked.request, decision="approve", on=on, at=at, by=team["manager"])
    made = WriteOff.objects.order_by("id").first()
    pence, many = (made.amount_pence, 1) if made else (0, 0)
    return Outcome("day", "Write a debt off", asked.run if asked else None, many, many, "write-off", 0, pence, already)


def _asked(on: date, at: datetime, by: Actor) -> WriteOffRequested | None:
    """The largest overdue debt that is too small to sue for, and may be written off."""
    overdue = ItemBalance.objects.filter(
        open_pence__gt=0, open_pence__lt=NOT_WORTH_IT_PENCE, item__kind="instalment", item__due_on__lt=on - OLD
    )
    for balance in overdue.select_related("item").order_by("-open_pence", "item_id")[:_LOOKED_AT]:
        wanted = WriteOffWanted(
            customer=Customer.objects.get(pk=balance.customer_id).reference, reason="uneconomic",
            why="To find them would cost more than it brings", invoices=[balance.item.reference], evidence=_EVIDENCE,
        )  # fmt: skip
        try:
            return request_write_off(wanted=wanted, on=on, at=at, by=by)
        except Refused:  # it may be settled yet, or they are looked after: the next
            continue
    return None


def _write_back(on: date, at: datetime, by: Actor) -> Outcome:
    already, run = WriteBack.objects.exists(), None
    lost = WriteOff.objects.order_by("id").first()
    if lost and not already:
        why = "They rang from their new address and pay half"
        run = write_back(
            write_off=lost.pk, why=why, amount_pence=max(lost.amount_pence // 2, 1), on=on, at=at, by=by
        ).run
    back = WriteBack.objects.order_by("id").first()
    pence, many = (back.amount_pence, 1) if back else (0, 0)
    return Outcome("day", "Write part of it back", run, many, many, "write-back", 0, pence, already)
