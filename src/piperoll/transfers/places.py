"""Where money arrives: the customer, and what of theirs it pays."""

from __future__ import annotations

from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.transfers.rules import OLDEST

sql = beside(__file__)


class NotTheirInvoice(Refused):
    """{invoice} is no invoice of {customer} with anything left to pay. Leave it empty to keep the money as credit
    there."""


def received_by(reference: str) -> Customer:
    """The customer who is to have the money: whoever keeps the account when it was merged. Raises NoSuchCustomer."""
    return Customer.objects.get(pk=kept_id(by_reference(reference).pk))


def what_it_pays(pays: str) -> str:
    """An invoice's number as it is written, `oldest`, or nothing for credit."""
    typed = "".join(pays.split())
    return OLDEST if typed.lower() == OLDEST else typed.upper()[:24]


def parts(customer: int, pays: str, pence: int) -> list[tuple[int, int]]:
    """So many pence of each open instalment it pays, the longest due first; each is locked. Raises NotTheirInvoice."""
    if not pays:
        return []
    found = sql.owed(customer=customer, invoice="" if pays == OLDEST else pays, pence=pence)
    if not found and pays != OLDEST:
        raise NotTheirInvoice(
            invoice=pays, customer=Customer.objects.get(pk=customer).reference, field="pays"
        )  # fmt: skip
    return [(int(row.item_id), int(row.pence)) for row in found]
