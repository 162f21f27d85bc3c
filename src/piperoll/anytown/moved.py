"""Anytown moves credit that stood on the wrong account to whoever it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from piperoll.anytown.outcome import Outcome
from piperoll.authority.decide_request import decide_request
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import Suspense
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receivables.models import ItemBalance
from piperoll.transfers.models import Transfer
from piperoll.transfers.transfer_credit import TransferRequested, TransferWanted, transfer_credit

STEPS = 1
_LOOKED_AT, _LITTLE = 40, 100_00
_WHY = "They pay for both, and asked by email"


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Ask, and have it decided where it is beyond the officer's limit. Done before, it changes nothing."""
    before = Transfer.objects.order_by("id").first()
    asked = None if before else _asked(on, at, team["officer"]) or _asked_of_found(on, at, team["officer"])
    if asked and asked.state == "waiting":
        decide_request(request=asked.request, decision="approve", on=on, at=at, by=team["senior"])
    pence = before.amount_pence if before else asked.pence if asked else 0
    many, run = (1 if before or asked else 0), asked.run if asked else None
    yield Outcome("day", "Move credit", run, many, many, "transfer", 0, pence, before is not None)


def _asked_of_found(on: date, at: datetime, by: Actor) -> TransferRequested | None:
    """Where nobody has any: from somebody who says that money without a name is theirs, paid ahead."""
    owner = Customer.objects.filter(kind="person", flags=None, mandates=None).order_by("-pk").first()
    found = (
        Suspense.objects.filter(open_pence__gt=0, open_pence__lt=_LITTLE, receipt__taking=None).order_by("pk").first()
    )
    if owner is None or found is None:
        return None
    place_receipt(
        receipt=found.pk, customer=owner.pk, allocations={}, unapplied_pence=found.open_pence,
        reason="She came with the slip: it is hers, paid ahead", on=on, at=at, by=by,
    )  # fmt: skip
    return _asked(on, at, by)


def _asked(on: date, at: datetime, by: Actor) -> TransferRequested | None:
    """From the last customer with credit, whom no refund is for, to the first who owes."""
    credits = ItemBalance.objects.filter(open_pence__lt=0, item__kind="receipt", item__effective_on__lte=on)
    owing = Customer.objects.filter(pk__in=ItemBalance.objects.filter(open_pence__gt=0).values("customer")).order_by(
        "pk"
    )
    taker = owing.first()
    for giver in Customer.objects.filter(pk__in=credits.values("customer")).order_by("-pk")[:_LOOKED_AT]:
        if taker is None or giver == taker:
            continue
        wanted = TransferWanted(
            customer=giver.reference, to=taker.reference, reason="same_payer", why=_WHY, pays="oldest"
        )  # fmt: skip
        try:
            return transfer_credit(wanted=wanted, on=on, at=at, by=by)
        except Refused:  # it may not leave that account: the next
            continue
    return None
