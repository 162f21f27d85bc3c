"""end_contact: an email address or telephone number is used no more from a day on, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.customers.end_address import NoReasonToEnd
from piperoll.customers.models import Contact
from piperoll.customers.rules import one_line
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchContact(Refused):
    """There is no contact {contact}. See the customer's Who and where for their numbers."""


class ContactOver(Refused):
    """That ended on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ContactEnded:
    """A contact ended, with its last day."""

    run: int
    contact: int
    customer: int
    value: str
    last_day: date


def end_contact(*, contact: int, reason: str, on: date, at: datetime, by: Actor) -> ContactEnded:
    """End a contact from the day `on`: the day before is its last.

    Raises NoReasonToEnd, NoSuchContact, ContactOver.
    """
    by.must("end_contact")
    if not (why := one_line(reason)[:200]):
        raise NoReasonToEnd()
    found = Contact.objects.filter(pk=contact).first()
    if found is None:
        raise NoSuchContact(contact=contact)
    with running.act("end_contact", on=on, at=at, by=by, customer=found.customer_id, contact=contact) as run:
        row = Contact.objects.select_for_update().get(pk=contact)
        if row.valid_to is not None and row.valid_to < on:
            raise ContactOver(on=row.valid_to)
        row.valid_to = on - timedelta(days=1)
        row.save(update_fields=["valid_to"])
        run.finish(contact=contact, said=f"{row.get_kind_display()} ended: {row.value}", why=why)
    return ContactEnded(run.id, contact, row.customer_id, row.value, row.valid_to)
