"""What a service's own people ask for alike: in the name of one of their services, about customers they may bill.

They see no more of a customer than billing needs: by reference anybody; by name bodies, and people their own services
bill; anybody else by the whole name together with the postcode. A restricted record is never found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.council.models import Service
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.customers.queries import possible_references, search
from piperoll.customers.rules import one_line
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.safeguards.seeing import hidden_from

sql = beside(__file__)
MOST = 20


@dataclass(frozen=True)
class Billable:
    """A customer a service may bill, and the part of the council's area they are in."""

    reference: str
    name: str
    area: str


def service_of(by: Actor, code: str) -> Service:
    """A service in whose name somebody may ask. Raises NoSuchService."""
    found = Service.objects.filter(code=code.strip().upper(), is_active=True).first()
    if found is None or not by.sees_service(found.pk):
        raise NoSuchService(code=code)
    return found


def services_of(by: Actor) -> list[Service]:
    """The services in whose name somebody may ask."""
    standing = Service.objects.filter(is_active=True)
    return list(standing if by.services is None else standing.filter(pk__in=by.services))


def whom_to_bill(words: str, postcode: str = "", *, on: date, by: Actor) -> list[Billable]:
    """Customers somebody of a service may bill, found by reference or name (and postcode)."""
    found = search(words, most=MOST).customers
    hidden = hidden_from([row.id for row in found], on=on, by=by)
    told = {row.id: row for row in sql.known(customers=[row.id for row in found], services=_ids(by))}
    exactly = (one_line(words).upper(), _compact(postcode))
    is_reference = bool(possible_references(one_line(words)))
    return [
        Billable(row.reference, row.name, (row.postcode or "").split(" ")[0])
        for row in found
        if row.id not in hidden
        and (is_reference or told[row.id].is_open or (row.name.upper(), _compact(row.postcode or "")) == exactly)
    ]


def is_open_to(customers: list[Any], *, by: Actor) -> set[int]:
    """Of some customers, those somebody of a service may find by name alone."""
    return {row.id for row in sql.known(customers=[row.id for row in customers], services=_ids(by)) if row.is_open}


def _ids(by: Actor) -> list[int]:
    return [service.pk for service in services_of(by)]


def _compact(text: str) -> str:
    return "".join(text.upper().split())
