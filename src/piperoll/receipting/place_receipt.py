"""place_receipt: an officer puts a receipt's money on a customer account and says what it pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.placing import Decided, carry_out
from piperoll.runs import running

sql = beside(__file__)


class NoSuchReceipt(Refused):
    """There is no receipt {receipt}. Find it under Money in."""


class NothingInSuspense(Refused):
    """Receipt {receipt} has nothing left in suspense: it was placed already. Undo that first if it was wrong."""


class MoneyOut(Refused):
    """Receipt {receipt} is money the bank took back, so it cannot be placed as a payment. It stays in suspense until
    it is explained."""


class MoreThanReceived(Refused):
    """That comes to {asked}, but only {open} of receipt {receipt} is in suspense. Change the sums and try again."""


class MoreThanOwed(Refused):
    """{reference} has {open} left to pay, less than the {asked} you entered. Change the sum; what is over can stay on
    the account."""


class NotTheirs(Refused):
    """Item {item} is not one of {customer}'s open items. Choose from the list of what they owe."""


class NothingEntered(Refused):
    """Enter how much to place: at least one penny, to an item or to the account."""


class MovedOn(Refused):
    """Somebody else placed this receipt or paid these items a moment ago. Look again, then decide."""


@dataclass(frozen=True)
class Placed:
    """A receipt's money put on a customer account: so many pence, so many of them allocated."""

    run: int
    receipt: int
    customer: int
    placed_pence: int
    allocated_pence: int


def place_receipt(
    *,
    receipt: int,
    customer: int,
    allocations: dict[int, int],
    unapplied_pence: int = 0,
    reason: str = "",
    on: date,
    at: datetime,
    by: Actor,
) -> Placed:
    """Place a receipt: `allocations` are pence by item of the customer, `unapplied_pence` stay on their account.

    Raises NoSuchReceipt, NothingInSuspense, MoneyOut, NothingEntered, MoreThanReceived, NotTheirs, MoreThanOwed,
    MovedOn.
    """
    by.must("place_receipt")
    customer = kept_id(customer)
    allocations = {item: pence for item, pence in allocations.items() if pence}
    _check(receipt, customer, allocations, unapplied_pence)
    with running.act("place_receipt", on=on, at=at, by=by, receipt=receipt, customer=customer) as run:
        decided = Decided(
            receipt_id=receipt,
            outcome="allocated",
            reasons=(f"Placed by {by.name}" + (f": {reason.strip()}" if reason.strip() else ""),),
            customer_id=customer,
            allocations=tuple(allocations.items()),
            unapplied_pence=unapplied_pence,
        )
        counts = carry_out([decided], run=run.id, at=at, by_username=by.username)
        if not counts.allocated:
            raise MovedOn()
        run.finish(placed_pence=counts.placed_pence, allocated_pence=counts.allocated_pence)
    return Placed(run.id, receipt, customer, counts.placed_pence, counts.allocated_pence)


def _check(receipt: int, customer: int, allocations: dict[int, int], unapplied_pence: int) -> None:
    (waiting,) = sql.waiting(receipt=receipt) or (None,)
    if waiting is None:
        raise NoSuchReceipt(receipt=receipt)
    if waiting.open_pence < 0:
        raise MoneyOut(receipt=receipt)
    if waiting.open_pence == 0:
        raise NothingInSuspense(receipt=receipt)
    asked = sum(allocations.values()) + unapplied_pence
    if asked <= 0 or unapplied_pence < 0 or any(pence < 0 for pence in allocations.values()):
        raise NothingEntered()
    if asked > waiting.open_pence:
        raise MoreThanReceived(asked=pounds(asked), open=pounds(waiting.open_pence), receipt=receipt)
    owed = {row.item_id: row for row in sql.owed(customer=customer)}
    for item, pence in allocations.items():
        if item not in owed:
            raise NotTheirs(item=item, customer=Customer.objects.filter(pk=customer).first() or "that customer")
        if pence > owed[item].open_pence:
            raise MoreThanOwed(reference=owed[item].reference, open=pounds(owed[item].open_pence), asked=pounds(pence))
    if not Customer.objects.filter(pk=customer).exists():
        raise NotTheirs(item="", customer="that customer")
