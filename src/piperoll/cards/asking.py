"""What may be asked of a payer: sums of invoices of one customer, never more than is open of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from piperoll.billing.queries import numbered
from piperoll.cards.rules import MOST_PENCE
from piperoll.customers.merging import kept_id
from piperoll.database.statements import beside
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused

sql = beside(__file__)


class NothingChosen(Refused):
    """Choose at least one invoice, and at least one penny of each."""


class MoreThanIsOpen(Refused):
    """Invoice {number} has {open} left to pay, less than the {asked} you entered."""


class SeveralCustomers(Refused):
    """These invoices are of several customers. One payment pays for one customer; take the others on their own."""


class TooMuchForACard(Refused):
    """GOV.UK Pay takes at most {most} at once, and this comes to {asked}."""


@dataclass(frozen=True)
class Asked:
    """Whose payment it is, and pence by invoice (its key, not its number)."""

    customer: int
    parts: dict[int, int]
    numbers: tuple[str, ...]

    @property
    def pence(self) -> int:
        """What it comes to."""
        return sum(self.parts.values())


def checked(sums: Mapping[str, int]) -> Asked:
    """Pence by invoice number, as they may be asked for today.

    Raises NothingChosen, NoSuchInvoice, MoreThanIsOpen, SeveralCustomers, TooMuchForACard.
    """
    if not sums or any(pence <= 0 for pence in sums.values()):
        raise NothingChosen()
    found = {number: numbered(number) for number in sums}
    invoices = {shown.id: number for number, shown in found.items()}
    open_pence = {row.invoice_id: row.open_pence for row in sql.open_of(invoices=list(invoices))}
    for number, pence in sums.items():
        there_is = open_pence.get(found[number].id, 0)
        if pence > there_is:
            raise MoreThanIsOpen(number=found[number].number, open=pounds(there_is), asked=pounds(pence))
    customers = {kept_id(shown.customer_id) for shown in found.values()}
    if len(customers) > 1:
        raise SeveralCustomers()
    asked = Asked(customers.pop(), {found[number].id: pence for number, pence in sums.items()}, tuple(found))
    if asked.pence > MOST_PENCE:
        raise TooMuchForACard(most=pounds(MOST_PENCE), asked=pounds(asked.pence))
    return asked
