"""What would come together if two customers were merged: who they are, where they live, how each account stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.customers.merging import merged_into
from piperoll.customers.models import Customer
from piperoll.customers.queries import Known, known_of
from piperoll.receivables.queries import AsAt, Balance, standing


@dataclass(frozen=True)
class Side:
    """One of the two: all we know of them, how they stand, and who is merged into them already."""

    known: Known
    balance: Balance
    others: list[Any]

    @property
    def customer(self) -> Customer:
        return self.known.customer


@dataclass(frozen=True)
class Together:
    """Both sides, and what they have in common that can be seen at once."""

    sides: tuple[Side, Side]

    @property
    def balance(self) -> Balance:
        """The one account there would be."""
        one, other = (side.balance for side in self.sides)
        return Balance(
            one.owed_pence + other.owed_pence,
            one.overdue_pence + other.overdue_pence,
            one.credit_pence + other.credit_pence,
            one.items + other.items,
        )

    @property
    def same_bank_accounts(self) -> int:
        """How many bank accounts have paid for both."""
        one, other = ({bytes(account.key) for account in side.known.payer_accounts} for side in self.sides)
        return len(one & other)


def coming_together(one: Customer, other: Customer, *, on: date) -> Together:
    """Both customers as they stand today."""
    first, second = (
        Side(known_of(customer), standing(customer.pk, AsAt(on), most=0).balance, merged_into(customer))
        for customer in (one, other)
    )
    return Together((first, second))
