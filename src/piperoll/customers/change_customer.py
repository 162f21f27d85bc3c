"""change_customer: what we know of a customer changes from a day on; what was true before stays on record."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db.models import Q

from piperoll.customers.details import ON_CUSTOMER, Details
from piperoll.customers.merging import kept_for
from piperoll.customers.models import Address, Contact, Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.customers.rules import one_line
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NothingChanged(Refused):
    """That is what we know already: nothing was changed."""

    exit_code = 0


class MergedAway(Refused):
    """{reference} is merged into {kept}. Change {kept} instead, or un-merge {reference} first."""


@dataclass(frozen=True)
class Changed:
    """A customer changed: each field with what it was and what it is."""

    run: int
    customer: int
    fields: dict[str, tuple[str, str]]


def change_customer(*, customer: int, details: Details, reason: str = "", on: date, at: datetime, by: Actor) -> Changed:
    """Make a customer what `details` says from the day `on`: whatever differs is changed, the rest is left.

    Raises DetailMissing, DetailUnfit, NoSuchCustomer, MergedAway, NothingChanged.
    """
    by.must("change_customer")
    told = details.tidied()
    with running.act("change_customer", on=on, at=at, by=by, customer=customer, reason=one_line(reason)[:200]) as run:
        standing = Customer.objects.select_for_update().filter(pk=customer).first()
        if standing is None:
            raise NoSuchCustomer(reference=customer)
        if kept := kept_for(standing):
            raise MergedAway(reference=standing.reference, kept=kept.reference)
        was = details_of(standing)
        changes = {f.name: (getattr(was, f.name), getattr(told, f.name)) for f in fields(told)}
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        if not changes:
            raise NothingChanged()
        for name in ON_CUSTOMER:
            setattr(standing, name, getattr(told, name))
        standing.save(update_fields=ON_CUSTOMER)
        if {"address", "postcode"} & changes.keys():
            move(standing, "main", told.address, told.postcode, on)
        for kind in ("email", "phone"):
            if kind in changes:
                _reach_by(standing, kind, *changes[kind], on)
        run.finish(changed=changes)
    return Changed(run.id, customer, changes)


def details_of(customer: Customer) -> Details:
    """What we know of a customer now, as `change_customer` takes it."""
    address = customer.addresses.filter(purpose="main", valid_to=None).order_by("-valid_from", "-id").first()
    contacts = {c.kind: c.value for c in customer.contacts.filter(valid_to=None).order_by("valid_from", "id")}
    facts = {name: getattr(customer, name) for name in ON_CUSTOMER}
    return Details(
        **facts,
        address=address.lines if address else "",
        postcode=address.postcode if address else "",
        email=contacts.get("email", ""),
        phone=contacts.get("phone", ""),
    )


def move(customer: Customer, purpose: str, lines: str, postcode: str, on: date, until: date | None = None) -> Address:
    """A new address of a purpose from `on`; the one before ends the day before, and one that began since never held."""
    current = customer.addresses.filter(purpose=purpose).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    current.filter(valid_from__gte=on).delete()
    current.update(valid_to=on - timedelta(days=1))
    return Address.objects.create(
        customer=customer, purpose=purpose, lines=lines, postcode=postcode, valid_from=on, valid_to=until
    )


def _reach_by(customer: Customer, kind: str, was: str, value: str, on: date) -> None:
    """Another email address or phone number from `on`, or none, instead of the one that was shown."""
    current = customer.contacts.filter(kind=kind, value=was, valid_to=None)
    current.filter(valid_from__gte=on).delete()
    current.update(valid_to=on - timedelta(days=1))
    if value:
        Contact.objects.create(customer=customer, kind=kind, value=value, valid_from=on)
