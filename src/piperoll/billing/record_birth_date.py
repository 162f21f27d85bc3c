"""record_birth_date: when somebody was born whom an invoice is for, so that a payer's reference and their birthday say
what a payment is for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.billing.models import Birth
from piperoll.billing.queries import numbered
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

MOST_YEARS = 120


class ForNobodyElse(Refused):
    """Invoice {number} names nobody whom it is for: whoever is billed pays by its number. Nothing was changed."""


class NotABirthDate(Refused):
    """Enter a date of birth in the past, of somebody who may be alive."""


class BirthDateKnown(Refused):
    """That is the date of birth we have for {name}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class BirthDateRecorded:
    """Whose date of birth is recorded now, as the invoice names them."""

    run: int
    name: str
    born_on: date = field(repr=False)


def record_birth_date(*, invoice: str, born_on: date, on: date, at: datetime, by: Actor) -> BirthDateRecorded:
    """Record it of whom an invoice is for; it holds of every invoice of the same customer for the same name. What was
    recorded before stays as history.

    Raises NoSuchInvoice, ForNobodyElse, NotABirthDate, BirthDateKnown.
    """
    by.must("record_birth_date")
    found = numbered(invoice)
    if not found.service_user:
        raise ForNobodyElse(number=found.number)
    if not on.year - MOST_YEARS <= born_on.year or born_on > on:
        raise NotABirthDate(field="born_on")
    whose = {"customer_id": found.customer_id, "service_user": found.service_user.upper()}
    with running.act("record_birth_date", on=on, at=at, by=by, invoice=found.number) as run:
        known = Birth.objects.filter(**whose).order_by("-id").first()
        if known and known.born_on == born_on:
            raise BirthDateKnown(name=found.service_user)
        Birth.objects.create(**whose, born_on=born_on, run_id=run.id)
        said = f"Date of birth {'changed' if known else 'recorded'} of whom invoice {found.number} is for"
        run.finish(customer=found.customer_id, said=said)
    return BirthDateRecorded(run.id, found.service_user, born_on)


def history(invoice: str) -> list[Birth]:
    """What was recorded of whom an invoice is for, the newest first, each with its run. Raises NoSuchInvoice."""
    found = numbered(invoice)
    told = Birth.objects.filter(customer_id=found.customer_id, service_user=found.service_user.upper())
    return list(told.select_related("run").order_by("-id"))
