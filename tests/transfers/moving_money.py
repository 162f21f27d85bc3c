"""Transfers in the words of the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Placement
from piperoll.transfers.move_payment import MoveRequested, move_payment
from piperoll.transfers.transfer_credit import TransferRequested, TransferWanted, transfer_credit
from refunds.refunding import now
from the_day import MONDAY, ask


def transfers(
    giver: Customer, taker: Customer, by: Actor | None = None, *, on: date = MONDAY, **more: Any
) -> TransferRequested:
    """Ask for all of the one's credit to be the other's."""
    told = {"reason": "misposted", "why": "The other account of theirs"} | more
    wanted = TransferWanted(customer=giver.reference, to=taker.reference, **told)
    return transfer_credit(wanted=wanted, **now(by or somebody("officer"), on))


def moves(placement: int, taker: Customer, by: Actor | None = None, **more: Any) -> MoveRequested:
    """Ask that a payment stand on somebody else's account."""
    told = {"reason": "misposted", "why": "Another of that name"} | more
    return move_payment(placement=placement, to=taker.reference, **told, **now(by or somebody("officer")))


def placement_of(customer: Customer) -> int:
    """Their newest placement that stands."""
    return Placement.objects.filter(customer=customer, undoes=None, undone_by=None).latest("id").pk


def open_of(customer: Customer) -> list[tuple[str, int]]:
    """What is open on an account: kind and pence, in order."""
    rows = ask(
        "SELECT i.kind, b.open_pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id "
        "WHERE b.customer_id = %(c)s AND b.open_pence <> 0 ORDER BY i.due_on NULLS LAST, i.id",
        c=customer.pk,
    )
    return [(row.kind, row.open_pence) for row in rows]
