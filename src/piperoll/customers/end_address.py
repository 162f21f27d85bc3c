"""end_address: an address no longer holds from a day on, with the reason; it stays on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.customers.models import Address
from piperoll.customers.rules import one_line
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchAddress(Refused):
    """There is no address {address}. See the customer's Who and where for their numbers."""


class WhereElse(Refused):
    """That is their main address, which every bill needs. Add the new one instead, or flag them as gone away."""


class AddressOver(Refused):
    """That address ended on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


class NoReasonToEnd(Refused):
    """Say why it ends, in a few words: whoever looks next will need it."""


@dataclass(frozen=True)
class AddressEnded:
    """An address ended, with its last day."""

    run: int
    address: int
    customer: int
    last_day: date


def end_address(*, address: int, reason: str, on: date, at: datetime, by: Actor) -> AddressEnded:
    """End an address from the day `on`: the day before is its last.

    Raises NoReasonToEnd, NoSuchAddress, WhereElse, AddressOver.
    """
    by.must("end_address")
    if not (why := one_line(reason)[:200]):
        raise NoReasonToEnd()
    found = Address.objects.filter(pk=address).first()
    if found is None:
        raise NoSuchAddress(address=address)
    with running.act("end_address", on=on, at=at, by=by, customer=found.customer_id, address=address) as run:
        row = Address.objects.select_for_update().get(pk=address)
        if row.valid_to is not None and row.valid_to < on:
            raise AddressOver(on=row.valid_to)
        if row.purpose == "main":
            raise WhereElse()
        row.valid_to = on - timedelta(days=1)
        row.save(update_fields=["valid_to"])
        run.finish(address=address, said=f"Address ended: {row.get_purpose_display().lower()}, {row.postcode}", why=why)
    return AddressEnded(run.id, address, row.customer_id, row.valid_to)
