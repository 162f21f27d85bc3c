"""Approved moves of payments in the books: placements are taken back and their receipts placed where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piperoll.authority.models import Request
from piperoll.customers.models import Customer
from piperoll.database.statements import beside
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.place_receipt import MovedOn
from piperoll.receipting.placing import Decided, carry_out
from piperoll.receipting.undoing import paid_back, take_back
from piperoll.runs.running import RunInHand
from piperoll.transfers.places import parts
from piperoll.transfers.rules import REASONS

sql = beside(__file__)


class TakenBackSince(Refused):
    """{many} of the payments does not stand where it was: it was taken back. Nothing was changed; ask again for what
    still stands."""


class SpentSince(Refused):
    """Money of placement {placement} was paid back or moved on ({reference}), so it cannot be moved. Nothing was
    changed."""


@dataclass(frozen=True)
class PaymentsMoved:
    """Payments on another account: so much of them used there, the rest credit."""

    payments: int
    receipt: int
    pence: int
    allocated_pence: int
    to: str

    @property
    def sentence(self) -> str:
        """What was done, for whoever decided it."""
        what = f"receipt {self.receipt}" if self.payments == 1 else f"{self.payments} payments"
        said = f"{pounds(self.pence)} of {what} moved to {self.to}"
        return f"{said}, {pounds(self.allocated_pence)} of it used there." if self.allocated_pence else f"{said}."


def move(request: Request, *, run: RunInHand, at: datetime) -> PaymentsMoved:
    """Take the placements back and place their money anew.

    Raises TakenBackSince, SpentSince, NotTheirInvoice, MovedOn.
    """
    told = request.details
    standing = must_stand(told["placements"])
    words = f"Moved by {run.by.name}: {REASONS[request.reason].lower()}; {request.why}"
    take_back([row.id for row in standing], why=words, run=run)
    by_receipt = _by_receipt(standing)
    pence = sum(by_receipt.values())
    used = parts(told["to"], told["pays"], pence)
    decided = [
        Decided(
            receipt, "allocated", (words,), customer_id=told["to"], allocations=tuple(mine),
            unapplied_pence=by_receipt[receipt] - sum(part for _, part in mine),
        )
        for receipt, mine in dealt(by_receipt, used).items()
    ]  # fmt: skip
    if carry_out(decided, run=run.id, at=at, by_username=run.by.username).allocated != len(decided):
        raise MovedOn()
    sql.add_moved(placements=[row.id for row in standing], request=request.pk, run=run.id)
    to = Customer.objects.get(pk=told["to"]).reference
    return PaymentsMoved(len(standing), standing[0].receipt_id, pence, sum(part for _, part in used), to)


def must_stand(placements: Sequence[int]) -> list[Any]:
    """The placements, if all their money is still where it was put. Raises TakenBackSince, SpentSince."""
    found: list[Any] = sql.standing(placements=list(placements))
    if gone := len(set(placements)) - len(found):
        raise TakenBackSince(many="One" if gone == 1 else gone)
    for placement, reference in paid_back(placements).items():
        raise SpentSince(placement=placement, reference=reference)
    return found


def dealt(by_receipt: dict[int, int], used: Sequence[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    """What each receipt's pence pay: the sums of `used` (item, pence) dealt out to the receipts in turn."""
    left = [list(one) for one in used]
    hands: dict[int, list[tuple[int, int]]] = {}
    for receipt, pence in by_receipt.items():
        hands[receipt] = []
        while pence and left:
            part = min(pence, left[0][1])
            hands[receipt].append((left[0][0], part))
            pence, left[0][1] = pence - part, left[0][1] - part
            if not left[0][1]:
                left.pop(0)
    return hands


def _by_receipt(standing: Sequence[Any]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in standing:
        found[row.receipt_id] = found.get(row.receipt_id, 0) + int(row.amount_pence)
    return found
