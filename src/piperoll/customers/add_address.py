"""add_address: where a customer lives, where their bills go, or where they are for the time being, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.change_customer import move
from piperoll.customers.models import Address, Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.customers.rules import tidy_address, tidy_postcode
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

LONGEST = 400


class NoSuchPurpose(Refused):
    """There is no address {purpose!r}. The purposes are {purposes}."""


class AddressUnfit(Refused):
    """{why}. Change it and try again."""


class AddressEndsEarly(Refused):
    """The address would end on {until:%-d %B %Y}, before it begins. Give a later day, or none."""


class MainHasNoEnd(Refused):
    """A main address has no last day: when they move, add the new one. For a stay, choose For the time being."""


class SameAddress(Refused):
    """That address is on record already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class AddressAdded:
    """An address added; whatever stood for the same purpose ended the day before."""

    run: int
    address: int
    purpose: str


def add_address(
    *,
    customer: int,
    purpose: str,
    address: str,
    postcode: str,
    until: date | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> AddressAdded:
    """Put an address on record from the day `on`, with its last day when that is known.

    Raises NoSuchPurpose, AddressUnfit, AddressEndsEarly, MainHasNoEnd, NoSuchCustomer, SameAddress.
    """
    by.must("add_address")
    lines, tidy = _tidied(address, postcode)
    if purpose not in dict(Address.PURPOSES):
        raise NoSuchPurpose(purpose=purpose, purposes=", ".join(dict(Address.PURPOSES)), field="purpose")
    if until and until < on:
        raise AddressEndsEarly(until=until, field="until")
    if until and purpose == "main":
        raise MainHasNoEnd(field="until")
    with running.act("add_address", on=on, at=at, by=by, customer=customer, purpose=purpose) as run:
        whose = Customer.objects.select_for_update().filter(pk=customer).first()
        if whose is None:
            raise NoSuchCustomer(reference=customer)
        if whose.addresses.filter(
            purpose=purpose, lines=lines, postcode=tidy, valid_to=until, valid_from__lte=on
        ).exists():
            raise SameAddress()
        row = move(whose, purpose, lines, tidy, on, until)
        run.finish(address=row.pk, said=f"Address added: {row.get_purpose_display().lower()}, {tidy}")
    return AddressAdded(run.id, row.pk, purpose)


def _tidied(address: str, postcode: str) -> tuple[str, str]:
    lines = tidy_address(address)
    if not lines:
        raise AddressUnfit(why="Enter the lines of the address, without the postcode", field="address")
    if len(lines) > LONGEST:
        raise AddressUnfit(why=f"The address is longer than {LONGEST} letters", field="address")
    try:
        return lines, tidy_postcode(postcode)
    except ValueError as fault:
        raise AddressUnfit(why=str(fault), field="postcode") from None
