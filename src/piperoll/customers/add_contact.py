"""add_contact: another email address or telephone number of a customer, from a day on; the newest is used first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.models import Contact, Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.customers.rules import tidy_email, tidy_phone
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

TIDY = {"email": tidy_email, "phone": tidy_phone}


class NoSuchContactKind(Refused):
    """A contact is an email or a phone, not {kind!r}."""


class ContactUnfit(Refused):
    """{why}. Change it and try again."""


class SameContact(Refused):
    """That is on record already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ContactAdded:
    """A contact added."""

    run: int
    contact: int
    kind: str
    value: str


def add_contact(*, customer: int, kind: str, value: str, on: date, at: datetime, by: Actor) -> ContactAdded:
    """Put an email address or telephone number on record from the day `on`, beside those there are.

    Raises NoSuchContactKind, ContactUnfit, NoSuchCustomer, SameContact.
    """
    by.must("add_contact")
    if kind not in TIDY:
        raise NoSuchContactKind(kind=kind, field="kind")
    try:
        tidy = TIDY[kind](value)
    except ValueError as fault:
        raise ContactUnfit(why=str(fault), field="value") from None
    with running.act("add_contact", on=on, at=at, by=by, customer=customer, kind=kind) as run:
        whose = Customer.objects.select_for_update().filter(pk=customer).first()
        if whose is None:
            raise NoSuchCustomer(reference=customer)
        if whose.contacts.filter(kind=kind, value__iexact=tidy, valid_to=None).exists():
            raise SameContact()
        row = Contact.objects.create(customer=whose, kind=kind, value=tidy, valid_from=on)
        run.finish(contact=row.pk, said=f"{row.get_kind_display()} added: {tidy}")
    return ContactAdded(run.id, row.pk, kind, tidy)
