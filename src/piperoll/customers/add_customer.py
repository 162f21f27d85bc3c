"""add_customer: someone we bill for the first time gets a reference and an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.details import ON_CUSTOMER, Details
from piperoll.customers.models import Address, Contact, Customer
from piperoll.customers.queries import customer_scheme, sql
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand


class AlreadyThere(Refused):
    """{name} at {postcode} is a customer already: {reference}. Use that account, or say that this is somebody else."""


@dataclass(frozen=True)
class Added:
    """A customer added, with the reference to quote."""

    run: int
    customer: int
    reference: str


def add_customer(*, details: Details, on: date, at: datetime, by: Actor, somebody_else: bool = False) -> Added:
    """Add a customer. `somebody_else` says that a namesake at the same postcode is another person.

    Raises DetailMissing, DetailUnfit, AlreadyThere.
    """
    by.must("add_customer")
    told = details.tidied()
    with running.act("add_customer", on=on, at=at, by=by) as run:
        customer = enter(told, somebody_else=somebody_else, run=run, on=on, at=at)
        run.finish(customer=customer.pk, reference=customer.reference)
    return Added(run.id, customer.pk, customer.reference)


def enter(told: Details, *, somebody_else: bool, run: RunInHand, on: date, at: datetime) -> Customer:
    """Put a customer, tidied, on the books inside a verb's transaction. Raises AlreadyThere."""
    number = run.reserve("customer", 1)  # holds the series, so that two adding the same person meet here
    namesakes = sql.alike(name=told.name, postcode=told.postcode)
    if namesakes and not somebody_else:
        raise AlreadyThere(name=told.name, postcode=told.postcode, reference=namesakes[0].reference)
    facts = {name: getattr(told, name) for name in ON_CUSTOMER}
    customer = Customer.objects.create(reference=customer_scheme().write(number), created_at=at, run_id=run.id, **facts)
    Address.objects.create(customer=customer, lines=told.address, postcode=told.postcode, valid_from=on)
    for kind in ("email", "phone"):
        if value := getattr(told, kind):
            Contact.objects.create(customer=customer, kind=kind, value=value, valid_from=on)
    run.use_numbers("customer", 1)
    return customer
